package org.avatarengine.modelzoo.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a TFLite file. The field numbers are those of TensorFlow's {@code schema.fbs}, version 3.
 */
public final class TfliteReader {
  private static final String IDENTIFIER = "TFL3";

  private static final int MODEL_OPERATOR_CODES = 1;
  private static final int MODEL_SUBGRAPHS = 2;
  private static final int MODEL_BUFFERS = 4;

  private static final int CODE_DEPRECATED_BUILTIN = 0;
  private static final int CODE_CUSTOM_NAME = 1;
  private static final int CODE_BUILTIN = 3;

  private static final int GRAPH_TENSORS = 0;
  private static final int GRAPH_INPUTS = 1;
  private static final int GRAPH_OUTPUTS = 2;
  private static final int GRAPH_OPERATORS = 3;

  private static final int TENSOR_SHAPE = 0;
  private static final int TENSOR_TYPE = 1;
  private static final int TENSOR_BUFFER = 2;
  private static final int TENSOR_NAME = 3;
  private static final int TENSOR_SPARSITY = 6;

  private static final int OPERATOR_CODE = 0;
  private static final int OPERATOR_INPUTS = 1;
  private static final int OPERATOR_OUTPUTS = 2;
  private static final int OPERATOR_OPTIONS = 4;
  private static final int OPERATOR_CUSTOM_OPTIONS = 5;

  private static final int BUFFER_DATA = 0;

  private final List<FlatTable> codes;
  private final List<FlatTable> buffers;
  private final FlatTable graph;

  private TfliteReader(FlatTable model) {
    codes = model.tables(MODEL_OPERATOR_CODES);
    buffers = model.tables(MODEL_BUFFERS);
    List<FlatTable> graphs = model.tables(MODEL_SUBGRAPHS);
    if (graphs.size() != 1) {
      throw new IllegalArgumentException("a model of one graph is wanted, not " + graphs.size());
    }
    graph = graphs.get(0);
  }

  /**
   * Reads a whole file; the constants of the result are views of {@code file}.
   *
   * @throws IllegalArgumentException when it is no TFLite file, or holds what this reader does not
   *     know
   */
  public static TfliteModel read(byte[] file) {
    if (file.length < 8 || !IDENTIFIER.equals(new String(file, 4, 4, StandardCharsets.US_ASCII))) {
      throw new IllegalArgumentException("not a TFLite file");
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      return new TfliteReader(FlatTable.root(buffer)).model();
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a TFLite file that is cut short or damaged", e);
    }
  }

  private TfliteModel model() {
    List<TfliteTensor> tensors = new ArrayList<>();
    for (FlatTable table : graph.tables(GRAPH_TENSORS)) {
      tensors.add(tensor(table));
    }
    List<TfliteOperator> operators = new ArrayList<>();
    for (FlatTable table : graph.tables(GRAPH_OPERATORS)) {
      operators.add(operator(table));
    }
    return new TfliteModel(tensors, operators, graph.ints(GRAPH_INPUTS), graph.ints(GRAPH_OUTPUTS));
  }

  private TfliteTensor tensor(FlatTable table) {
    return new TfliteTensor(
        table.text(TENSOR_NAME),
        new Shape(table.ints(TENSOR_SHAPE)),
        ElementType.ofCode(table.byteAt(TENSOR_TYPE, 0)),
        buffers.get(table.intAt(TENSOR_BUFFER, 0)).bytes(BUFFER_DATA),
        table.table(TENSOR_SPARSITY).flatMap(SparsityReader::read));
  }

  private TfliteOperator operator(FlatTable table) {
    FlatTable code = codes.get(table.intAt(OPERATOR_CODE, 0));
    // Codes above 127 stand only in the newer, wider field; the older one then holds 127.
    int number = Math.max(code.byteAt(CODE_DEPRECATED_BUILTIN, 0), code.intAt(CODE_BUILTIN, 0));
    return new TfliteOperator(
        OperatorKind.ofCode(number),
        code.text(CODE_CUSTOM_NAME),
        table.ints(OPERATOR_INPUTS),
        table.ints(OPERATOR_OUTPUTS),
        table.table(OPERATOR_OPTIONS).orElseGet(FlatTable::empty),
        table.bytes(OPERATOR_CUSTOM_OPTIONS));
  }

  /** The tables under a tensor's sparsity field. */
  private static final class SparsityReader {
    private static final int TRAVERSAL_ORDER = 0;
    private static final int BLOCK_MAP = 1;
    private static final int DIMENSIONS = 2;

    private static final int FORMAT = 0;
    private static final int DENSE_SIZE = 1;
    private static final int SEGMENTS_TYPE = 2;
    private static final int SEGMENTS = 3;
    private static final int INDICES_TYPE = 4;
    private static final int INDICES = 5;

    private static final int FORMAT_DENSE = 0;
    private static final int TYPE_INT32 = 1;
    private static final int TYPE_UINT16 = 2;
    private static final int TYPE_UINT8 = 3;

    private static Optional<Sparsity> read(FlatTable table) {
      List<Sparsity.Level> levels = new ArrayList<>();
      for (FlatTable dimension : table.tables(DIMENSIONS)) {
        levels.add(
            dimension.byteAt(FORMAT, FORMAT_DENSE) == FORMAT_DENSE
                ? new Sparsity.Level.Dense(dimension.intAt(DENSE_SIZE, 0))
                : new Sparsity.Level.Compressed(
                    integers(dimension, SEGMENTS_TYPE, SEGMENTS),
                    integers(dimension, INDICES_TYPE, INDICES)));
      }
      return levels.isEmpty()
          ? Optional.empty()
          : Optional.of(new Sparsity(table.ints(TRAVERSAL_ORDER), table.ints(BLOCK_MAP), levels));
    }

    private static List<Integer> integers(FlatTable dimension, int typeField, int field) {
      FlatTable vector =
          dimension
              .table(field)
              .orElseThrow(() -> new IllegalArgumentException("sparse dimension without indices"));
      int type = dimension.byteAt(typeField, 0);
      return switch (type) {
        case TYPE_INT32 -> vector.ints(0);
        case TYPE_UINT16 -> vector.shorts(0);
        case TYPE_UINT8 -> bytes(vector.bytes(0));
        default -> throw new IllegalArgumentException("sparse index type " + type);
      };
    }

    private static List<Integer> bytes(ByteBuffer buffer) {
      List<Integer> values = new ArrayList<>();
      for (int i = 0; i < buffer.limit(); i++) {
        values.add(Byte.toUnsignedInt(buffer.get(i)));
      }
      return values;
    }
  }
}
