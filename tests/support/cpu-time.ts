/** Processor time this process has used so far (ms). For upper limits: a busy machine makes work wait, not cost more. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
