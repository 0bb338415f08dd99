/** Calls 60 times a second, in the background too, until it is stopped. */
export function ticker(tick: () => void): () => void {
  if (typeof Worker === 'undefined') {
    const timer = setInterval(tick, 1_000 / 60);
    return () => clearInterval(timer);
  }
  const worker = new Worker(new URL('./ticker-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', tick);
  return () => worker.terminate();
}
