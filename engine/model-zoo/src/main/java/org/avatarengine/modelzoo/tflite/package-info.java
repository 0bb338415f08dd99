/**
 * Reads TFLite files (FlatBuffers, schema version 3) into records. Used at build time only, by the
 * one thread of the converter.
 */
package org.avatarengine.modelzoo.tflite;
