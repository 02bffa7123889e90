// The receipt as a file of one line, as the verifier takes it.
export function keepReceipt(show_id: string, position: number, receipt: string | null): void {
  if (receipt === null) return;
  const url = URL.createObjectURL(new Blob([`${receipt}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `fairline-${show_id}-${position}.receipt.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
