package org.avatarengine.contract.frame;

/**
 * Codes yes-or-no decisions. The same model drives an encoder, which takes the bits it is given,
 * and a decoder, which ignores them and answers with those it reads.
 */
interface BinaryCoder {

  /**
   * Codes one bit.
   *
   * @param context which probability of {@link FrameTables} to use
   * @param bit 0 or 1; a decoder ignores it
   * @return the bit that was coded
   */
  int bit(int context, int bit);

  /** Codes the low {@code count} bits of a number, highest first, all equally likely. */
  int even(int count, int bits);
}
