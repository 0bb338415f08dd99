import { BITS, ZERO } from './tables.ts';

/** One side of the range coder. The encoder takes what it is given, the decoder ignores it. */
export interface Coder {
  /** A decision in a context; returns it. */
  bit(context: number, value: number): number;
  /** Equally likely bits; returns them. */
  even(count: number, value: number): number;
}

const TOP = 2 ** 24;

/** Reads decisions; behind the last byte it reads zeros. */
export class RangeDecoder implements Coder {
  private range = 0xffffffff;
  private code = 0;
  private read = 0;

  constructor(private readonly bytes: Uint8Array) {
    for (let i = 0; i < 4; i++) {
      this.code = ((this.code << 8) | this.next()) >>> 0;
    }
  }

  bit(context: number): number {
    const bound = (this.range >>> BITS) * (ZERO[context] ?? 0);
    const bit = this.code < bound ? 0 : 1;
    if (bit === 0) {
      this.range = bound;
    } else {
      this.code -= bound;
      this.range -= bound;
    }
    this.renew();
    return bit;
  }

  even(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      this.range >>>= 1;
      value *= 2;
      if (this.code >= this.range) {
        this.code -= this.range;
        value += 1;
      }
      this.renew();
    }
    return value;
  }

  /** Whether all bytes were needed. */
  get exact(): boolean {
    return this.bytes.length <= this.read - 3 && this.code < this.range;
  }

  private next(): number {
    return this.bytes[this.read++] ?? 0;
  }

  private renew(): void {
    while (this.range < TOP) {
      this.code = ((this.code << 8) | this.next()) >>> 0;
      this.range = (this.range << 8) >>> 0;
    }
  }
}

/** Writes decisions. */
export class RangeEncoder implements Coder {
  private range = 0xffffffff;
  private low = 0;
  private readonly out: number[] = [];

  bit(context: number, value: number): number {
    const bound = (this.range >>> BITS) * (ZERO[context] ?? 0);
    if (value === 0) {
      this.range = bound;
    } else {
      this.add(bound);
      this.range -= bound;
    }
    this.renew();
    return value;
  }

  even(count: number, value: number): number {
    for (let i = count - 1; i >= 0; i--) {
      this.range >>>= 1;
      if (((value >>> i) & 1) !== 0) {
        this.add(this.range);
      }
      this.renew();
    }
    return value;
  }

  /** As few bytes as still say which interval it was. */
  end(): readonly number[] {
    const { out } = this;
    this.low = Math.ceil(this.low / TOP) * TOP;
    this.carry();
    out.push(this.low / TOP);
    while (out.at(-1) === 0) {
      out.pop();
    }
    return out;
  }

  private add(amount: number): void {
    this.low += amount;
    this.carry();
  }

  private carry(): void {
    if (this.low >= 2 ** 32) {
      this.low -= 2 ** 32;
      let i = this.out.length - 1;
      while (this.out[i] === 0xff) {
        this.out[i--] = 0;
      }
      this.out[i] = (this.out[i] ?? 0) + 1;
    }
  }

  private renew(): void {
    while (this.range < TOP) {
      this.out.push(this.low >>> 24);
      this.low = (this.low << 8) >>> 0;
      this.range = (this.range << 8) >>> 0;
    }
  }
}
