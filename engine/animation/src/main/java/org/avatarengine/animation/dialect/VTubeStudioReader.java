package org.avatarengine.animation.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * What VTube Studio on a phone and MeowFace send: {@code {"Timestamp":ms, "FaceFound":true,
 * "Rotation":{x,y,z}, "EyeLeft":{…}, "EyeRight":{…}, "BlendShapes":[{"k":"JawOpen","v":0.5}]}}.
 * Rotations are degrees about ARKit's axes, as iFacialMocap's.
 */
final class VTubeStudioReader extends JsonReader {

  private final float rotationScale;
  private final float[] degrees = new float[3];

  VTubeStudioReader(float rotationScale) {
    super(Dialect.VTUBE_STUDIO);
    this.rotationScale = Ranges.rotationScale(rotationScale);
  }

  @Override
  String document(JsonParser json, FaceSample into) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return "not an object";
    }
    boolean good = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      switch (field) {
        case "Timestamp" -> good &= milliseconds(json, into);
        case "FaceFound" -> into.setFace(token != JsonToken.VALUE_FALSE);
        case "Rotation" -> good &= rotation(json, Channel.HEAD_YAW, into);
        case "EyeLeft" -> good &= rotation(json, Channel.LEFT_EYE_YAW, into);
        case "EyeRight" -> good &= rotation(json, Channel.RIGHT_EYE_YAW, into);
        case "BlendShapes" -> {
          if (token == JsonToken.START_ARRAY) {
            good &= named(json, "k", "key", "v", into);
          } else if (token == JsonToken.START_OBJECT) {
            good &= shapes(json, into);
          }
        }
        default -> json.skipChildren();
      }
    }
    if (!good) {
      return "a value is no finite number";
    }
    return into.present() == 0 && into.hasFace() ? "no known shape" : "";
  }

  private boolean rotation(JsonParser json, Channel first, FaceSample into) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return false;
    }
    boolean good = true;
    java.util.Arrays.fill(degrees, 0);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      int axis = field.length() == 1 ? field.charAt(0) - 'x' : -1;
      json.nextToken();
      float value = number(json);
      json.skipChildren();
      if (axis >= 0 && axis < degrees.length) {
        good &= Float.isFinite(value);
        degrees[axis] = value;
      }
    }
    if (good) {
      IFacialMocapReader.axes(
          into, first.ordinal(), degrees[0], degrees[1], degrees[2], rotationScale);
    }
    return good;
  }
}
