package org.avatarengine.vision.testing;

/**
 * How a portrait is drawn.
 *
 * @param width width of the picture, pixels
 * @param height height of the picture, pixels
 * @param faceHeight forehead to chin, pixels
 * @param angleDegrees tilt of the head on the picture, clockwise
 * @param blur standard deviation of a Gaussian blur, pixels; 0 for none
 * @param light brightness, 1 is normal
 * @param seed of the grain that makes the picture look taken, not drawn
 */
public record Style(
    int width,
    int height,
    SkinTone skin,
    double faceHeight,
    double angleDegrees,
    double blur,
    double light,
    long seed) {

  public Style {
    if (width < 16 || height < 16 || !(faceHeight > 0) || blur < 0 || light < 0) {
      throw new IllegalArgumentException("a portrait needs a size, a face and light");
    }
  }

  /** 640 x 640, a head and shoulders that is accepted without a warning. */
  public static Style standard() {
    return new Style(640, 640, SkinTone.LIGHT, 300, 0, 0, 1, 1);
  }

  /** The same portrait on another canvas, the face growing with its shorter side. */
  public Style withSize(int newWidth, int newHeight) {
    double scale = Math.min(newWidth, newHeight) / (double) Math.min(width, height);
    return new Style(
        newWidth, newHeight, skin, faceHeight * scale, angleDegrees, blur, light, seed);
  }

  public Style withSkin(SkinTone newSkin) {
    return new Style(width, height, newSkin, faceHeight, angleDegrees, blur, light, seed);
  }

  public Style withFaceHeight(double newFaceHeight) {
    return new Style(width, height, skin, newFaceHeight, angleDegrees, blur, light, seed);
  }

  public Style withAngle(double newAngleDegrees) {
    return new Style(width, height, skin, faceHeight, newAngleDegrees, blur, light, seed);
  }

  public Style withBlur(double newBlur) {
    return new Style(width, height, skin, faceHeight, angleDegrees, newBlur, light, seed);
  }

  public Style withLight(double newLight) {
    return new Style(width, height, skin, faceHeight, angleDegrees, blur, newLight, seed);
  }

  public Style withSeed(long newSeed) {
    return new Style(width, height, skin, faceHeight, angleDegrees, blur, light, newSeed);
  }
}
