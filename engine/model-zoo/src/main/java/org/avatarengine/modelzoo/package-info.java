/**
 * The catalogue of ML models: which there are, under which licence, from which published file, and
 * their ONNX bytes, checked by SHA-256. Immutable; any thread may read it.
 */
package org.avatarengine.modelzoo;
