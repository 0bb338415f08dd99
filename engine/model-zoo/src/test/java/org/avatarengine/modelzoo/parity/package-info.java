/** Compares every converted model with the TFLite runtime, output by output. */
package org.avatarengine.modelzoo.parity;
