/**
 * An ONNX graph as records, and its protobuf encoding. Used at build time only, by the one thread
 * of the converter.
 */
package org.avatarengine.modelzoo.onnx;
