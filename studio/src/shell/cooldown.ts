/** Counts down the seconds after which the server may be asked again. */
export class Cooldown {
  private until = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly changed: () => void) {}

  start(seconds: number): void {
    this.until = Date.now() + seconds * 1_000;
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (this.left === 0) {
        this.stop();
      }
      this.changed();
    }, 1_000);
  }

  /** Whole seconds left, 0 when it is over. */
  get left(): number {
    return Math.max(0, Math.ceil((this.until - Date.now()) / 1_000));
  }

  stop(): void {
    clearInterval(this.timer);
    this.until = 0;
  }
}
