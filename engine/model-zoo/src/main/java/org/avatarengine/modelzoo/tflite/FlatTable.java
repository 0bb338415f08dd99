package org.avatarengine.modelzoo.tflite;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One table of a FlatBuffers file, its fields by their number in the schema. A field that the file
 * leaves out has the default that the caller names.
 */
public final class FlatTable extends Table {
  private FlatTable(int position, ByteBuffer buffer) {
    __reset(position, buffer);
  }

  static FlatTable root(ByteBuffer buffer) {
    return new FlatTable(buffer.getInt(0), buffer);
  }

  /** A table without any field. */
  public static FlatTable empty() {
    // A table is the distance back to its vtable; the vtable holds only the two sizes.
    ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putShort((short) 4).putShort((short) 4).putInt(4);
    return new FlatTable(4, buffer);
  }

  /** A 32-bit integer. */
  public int intAt(int field, int missing) {
    int offset = offset(field);
    return offset == 0 ? missing : bb.getInt(bb_pos + offset);
  }

  /** An unsigned byte, which is also how enums and flags are stored. */
  public int byteAt(int field, int missing) {
    int offset = offset(field);
    return offset == 0 ? missing : Byte.toUnsignedInt(bb.get(bb_pos + offset));
  }

  String text(int field) {
    int offset = offset(field);
    return offset == 0 ? "" : __string(bb_pos + offset);
  }

  Optional<FlatTable> table(int field) {
    int offset = offset(field);
    return offset == 0
        ? Optional.empty()
        : Optional.of(new FlatTable(__indirect(bb_pos + offset), bb));
  }

  List<FlatTable> tables(int field) {
    List<FlatTable> tables = new ArrayList<>();
    for (int i = 0; i < length(field); i++) {
      tables.add(new FlatTable(__indirect(__vector(offset(field)) + 4 * i), bb));
    }
    return tables;
  }

  List<Integer> ints(int field) {
    List<Integer> ints = new ArrayList<>();
    for (int i = 0; i < length(field); i++) {
      ints.add(bb.getInt(__vector(offset(field)) + 4 * i));
    }
    return ints;
  }

  List<Integer> shorts(int field) {
    List<Integer> shorts = new ArrayList<>();
    for (int i = 0; i < length(field); i++) {
      shorts.add(Short.toUnsignedInt(bb.getShort(__vector(offset(field)) + 2 * i)));
    }
    return shorts;
  }

  /** A vector of bytes, as a little-endian view of the file; empty where the field is left out. */
  ByteBuffer bytes(int field) {
    int length = length(field);
    int start = length == 0 ? 0 : __vector(offset(field));
    return bb.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int length(int field) {
    int offset = offset(field);
    return offset == 0 ? 0 : __vector_len(offset);
  }

  private int offset(int field) {
    return __offset(4 + 2 * field);
  }
}
