const LOCALE = 'en';
const DATE = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });
const COUNT = new Intl.NumberFormat(LOCALE);
const DATE_TIME = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });

export function date(iso: string): string {
  return DATE.format(new Date(iso));
}

export function dateTime(iso: string): string {
  return DATE_TIME.format(new Date(iso));
}

/** 0.041 to "41 ms", 1.234 to "1.23 s". */
export function seconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1_000)} ms` : `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** Decimal units, as limits are given. */
export function bytes(value: number): string {
  if (value < 1_000) {
    return `${value} bytes`;
  }
  return value < 1_000_000
    ? `${Math.round(value / 1_000)} kB`
    : `${(value / 1_000_000).toFixed(1)} MB`;
}

/** A share of one, as percent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** "faceDetection" to "Face detection". */
export function words(camelCase: string): string {
  const spaced = camelCase.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "42 seconds", "3 minutes". */
export function wait(secondsLeft: number): string {
  const value = Math.max(0, Math.ceil(secondsLeft));
  if (value < 120) {
    return value === 1 ? '1 second' : `${value} seconds`;
  }
  return `${Math.ceil(value / 60)} minutes`;
}

/** 4.1 to "4.1 s", 75 to "1 min 15 s". */
export function duration(value: number): string {
  if (value < 60) {
    return `${value.toFixed(1)} s`;
  }
  const whole = Math.round(value);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "1 frame", "3 frames", "12,000 frames". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${COUNT.format(count)} ${count === 1 ? one : many}`;
}
