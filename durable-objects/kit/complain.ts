// A line in the log from inside an object: what failed, in the form that all of the product's lines have.
export function complain(event: string, error: unknown, fields: Readonly<Record<string, string | number>> = {}): void {
  console.error(JSON.stringify({ level: "error", event, ...fields, error: String(error) }));
}
