/**
 * ONNX Runtime sessions: one per model, one thread each, on the CPU or on CUDA. A model may be run
 * by several pool threads at once; how many is the caller's bound.
 */
package org.avatarengine.vision.inference;
