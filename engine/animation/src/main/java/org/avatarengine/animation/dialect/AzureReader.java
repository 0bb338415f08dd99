package org.avatarengine.animation.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * Azure speech: {@code {"FrameIndex":n, "BlendShapes":[[55 numbers],…]}}, 60 frames a second. The
 * first 52 are shapes in the order of {@link Channel}, then head, left eye and right eye roll.
 */
final class AzureReader extends JsonReader {

  private static final int VALUES = 55;
  private static final int MAX_FRAMES = 600;
  private static final long FRAMES_A_SECOND = 60;
  private static final double MAX_INDEX = 1e9;
  private static final int[] ROLLS = {
    Channel.HEAD_ROLL.ordinal(), Channel.LEFT_EYE_ROLL.ordinal(), Channel.RIGHT_EYE_ROLL.ordinal()
  };

  private final float rotationScale;
  private float[] values = new float[8 * VALUES];
  private int count;
  private long firstIndex;

  AzureReader(float rotationScale) {
    super(Dialect.AZURE);
    this.rotationScale = Ranges.rotationScale(rotationScale);
  }

  @Override
  public int frames() {
    return super.frames() == 0 ? 0 : count;
  }

  @Override
  public void frame(int index, FaceSample into) {
    fill(Objects.checkIndex(index, frames()), into);
  }

  @Override
  String document(JsonParser json, FaceSample into) throws IOException {
    count = 0;
    firstIndex = 0;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return "not an object";
    }
    String fault = "";
    while (fault.isEmpty() && json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (field.equals("FrameIndex")) {
        double index = token.isNumeric() ? json.getDoubleValue() : Double.NaN;
        if (!(index >= 0 && index <= MAX_INDEX)) {
          return "FrameIndex is no index";
        }
        firstIndex = (long) index;
      } else if (field.equals("BlendShapes") && token == JsonToken.START_ARRAY) {
        count = 0;
        fault = frames(json);
      } else {
        json.skipChildren();
      }
    }
    if (fault.isEmpty() && count == 0) {
      return "no frames";
    }
    if (fault.isEmpty()) {
      fill(count - 1, into);
    }
    return fault;
  }

  private String frames(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == MAX_FRAMES) {
        return "more than 600 frames";
      }
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return "a frame is no list";
      }
      int from = count * VALUES;
      if (from == values.length) {
        values = Arrays.copyOf(values, Math.min(2 * values.length, MAX_FRAMES * VALUES));
      }
      int number = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        float value = number(json);
        if (number == VALUES || !Float.isFinite(value)) {
          return "a frame is not 55 finite numbers";
        }
        values[from + number++] = value;
      }
      if (number != VALUES) {
        return "a frame is not 55 finite numbers";
      }
      count++;
    }
    return "";
  }

  private void fill(int index, FaceSample into) {
    into.clear();
    int from = index * VALUES;
    for (int i = 0; i < Channel.SHAPES; i++) {
      into.set(i, Ranges.clamp(i, values[from + i]));
    }
    for (int i = 0; i < ROLLS.length; i++) {
      float roll = values[from + Channel.SHAPES + i] * rotationScale;
      into.set(ROLLS[i], Ranges.clamp(ROLLS[i], roll));
    }
    long frame = firstIndex + index;
    into.setFrameNumber(frame);
    into.setSourceTimeUs(frame * 1_000_000 / FRAMES_A_SECOND);
  }
}
