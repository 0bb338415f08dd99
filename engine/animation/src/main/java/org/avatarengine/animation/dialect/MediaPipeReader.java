package org.avatarengine.animation.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * MediaPipe's FaceLandmarker: its whole result ({@code faceBlendshapes}, {@code
 * facialTransformationMatrixes}, JavaScript or Python spelling), one face's {@code categories}, or
 * a plain object of names and scores. {@code _neutral} and landmarks are passed over; of several
 * faces the first one counts; an empty {@code faceBlendshapes} is a picture without a face. A
 * number {@code timestampMs} or {@code t} beside them is the source's clock. MediaPipe has no
 * {@code tongueOut}, so that channel is never present.
 */
final class MediaPipeReader extends JsonReader {

  private static final int MATRIX = 16;
  private static final double LEAST_SCALE = 1e-3;

  private final float rotationScale;
  private final double[] matrix = new double[MATRIX];
  private final FaceAngles angles = new FaceAngles();
  private int numbers;

  MediaPipeReader(float rotationScale) {
    super(Dialect.MEDIAPIPE);
    this.rotationScale = Ranges.rotationScale(rotationScale);
  }

  @Override
  String document(JsonParser json, FaceSample into) throws IOException {
    boolean good =
        switch (json.currentToken()) {
          case START_OBJECT -> object(json, into);
          case START_ARRAY -> categories(json, into);
          default -> false;
        };
    if (!good) {
      return "a score or matrix is not made of finite numbers";
    }
    return into.present() == 0 && into.hasFace() ? "no known shape" : "";
  }

  private boolean object(JsonParser json, FaceSample into) throws IOException {
    boolean good = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      switch (field) {
        case "faceBlendshapes", "face_blendshapes" -> good &= faces(json, into);
        case "categories", "blendshapes" -> good &= face(json, into);
        case "facialTransformationMatrixes", "facial_transformation_matrixes" ->
            good &= matrices(json, into);
        case "timestampMs", "t" -> good &= milliseconds(json, into);
        default -> {
          if (token.isStructStart()) {
            json.skipChildren();
          } else {
            good &= shape(field, number(json), into);
          }
        }
      }
    }
    return good;
  }

  private boolean faces(JsonParser json, FaceSample into) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return face(json, into);
    }
    boolean good = true;
    boolean first = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (first) {
        good = face(json, into);
        first = false;
      } else {
        json.skipChildren();
      }
    }
    if (first) {
      into.setFace(false);
    }
    return good;
  }

  private boolean face(JsonParser json, FaceSample into) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, into);
      case START_ARRAY -> categories(json, into);
      default -> false;
    };
  }

  private static boolean categories(JsonParser json, FaceSample into) throws IOException {
    return named(json, "categoryName", "category_name", "score", into);
  }

  /** The first matrix of a list. */
  private boolean matrices(JsonParser json, FaceSample into) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return false;
    }
    boolean good = true;
    boolean first = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (first) {
        good = matrix(json, into);
        first = false;
      } else {
        json.skipChildren();
      }
    }
    return good;
  }

  private boolean matrix(JsonParser json, FaceSample into) throws IOException {
    numbers = 0;
    boolean rows = false;
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken token = json.nextToken();
        if (field.equals("data") && token.isStructStart()) {
          collect(json, 0);
        } else {
          json.skipChildren();
        }
      }
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      rows = collect(json, 0);
    } else {
      return false;
    }
    return numbers == MATRIX && take(rows, into);
  }

  /**
   * Collects the numbers of a list, of a list of rows, or of a typed array, which JavaScript writes
   * as an object; returns whether there were rows.
   */
  private boolean collect(JsonParser json, int depth) throws IOException {
    boolean rows = false;
    JsonToken token = json.nextToken();
    while (token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT) {
      if (token == JsonToken.START_ARRAY && depth == 0) {
        collect(json, 1);
        rows = true;
      } else if (token.isStructStart()) {
        json.skipChildren();
        numbers = MATRIX + 1;
      } else if (token != JsonToken.FIELD_NAME) {
        double value = number(json);
        if (numbers < MATRIX) {
          matrix[numbers] = value;
        }
        numbers = Math.min(numbers, MATRIX) + 1;
      }
      token = json.nextToken();
    }
    return rows;
  }

  /**
   * A flat matrix is laid out by columns, one of rows by rows; the translation, which stands in the
   * last column, overrules that: a last row of a flat matrix that is not 0 0 0 is translation.
   */
  private boolean take(boolean rows, FaceSample into) {
    boolean byRows = rows;
    if (matrix[3] != 0 || matrix[7] != 0 || matrix[11] != 0) {
      byRows = true;
    } else if (matrix[12] != 0 || matrix[13] != 0 || matrix[14] != 0) {
      byRows = false;
    }
    int row = byRows ? 4 : 1;
    int column = byRows ? 1 : 4;
    double scale = 0;
    for (int i = 0; i < 3; i++) {
      scale += matrix[i * row] * matrix[i * row];
    }
    scale = StrictMath.sqrt(scale);
    if (!(scale > LEAST_SCALE && scale < 1 / LEAST_SCALE)) {
      return false;
    }
    angles.ofRightHanded(
        matrix[0] / scale,
        matrix[2 * column] / scale,
        matrix[row] / scale,
        matrix[row + column] / scale,
        matrix[row + 2 * column] / scale,
        matrix[2 * row] / scale,
        matrix[2 * row + 2 * column] / scale);
    if (!angles.finite()) {
      return false;
    }
    angles.into(into, Channel.HEAD_YAW.ordinal(), rotationScale);
    return true;
  }
}
