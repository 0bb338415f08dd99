package org.avatarengine.vision.quality;

import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/**
 * Which way a head looks, in degrees, all 0 for a face straight to the camera.
 *
 * @param yaw positive when the nose points to the image's right
 * @param pitch positive when the nose points down
 * @param roll positive when the head is tilted clockwise on the image
 */
public record HeadPose(double yaw, double pitch, double roll) {

  /**
   * From two lines of the mesh, cheek edge to cheek edge and forehead to chin, and the direction
   * that stands on both.
   */
  public static HeadPose of(FaceMesh mesh) {
    double[] across = direction(mesh, MeshTopology.LEFT_CHEEK_EDGE, MeshTopology.RIGHT_CHEEK_EDGE);
    double[] down = direction(mesh, MeshTopology.FOREHEAD_TOP, MeshTopology.CHIN);
    // Right times down points away from the camera, where z grows; the face looks the other way.
    double x = -(across[1] * down[2] - across[2] * down[1]);
    double y = -(across[2] * down[0] - across[0] * down[2]);
    double z = -(across[0] * down[1] - across[1] * down[0]);
    double length = Math.sqrt(x * x + y * y + z * z);
    return new HeadPose(
        Math.toDegrees(Math.atan2(x, -z)),
        Math.toDegrees(Math.asin(Math.clamp(y / length, -1, 1))),
        Math.toDegrees(Math.atan2(across[1], across[0])));
  }

  private static double[] direction(FaceMesh mesh, int from, int to) {
    return new double[] {
      mesh.x(to) - mesh.x(from), mesh.y(to) - mesh.y(from), mesh.z(to) - mesh.z(from)
    };
  }
}
