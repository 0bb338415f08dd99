/**
 * Turns the TFLite models of the pinned npm packages into ONNX: one class per family of operators.
 * Runs at build time only, on one thread.
 */
package org.avatarengine.modelzoo.convert;
