// What a piece of work costs this process, told by the processor's time: what others on the machine take meanwhile is not
// the work's doing.
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
