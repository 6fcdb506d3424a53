package org.asclepion.world.physics;

import com.bulletphysics.collision.shapes.BoxShape;
import com.bulletphysics.collision.shapes.CollisionShape;
import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.dynamics.RigidBodyConstructionInfo;
import com.bulletphysics.linearmath.DefaultMotionState;
import com.bulletphysics.linearmath.Transform;
import javax.vecmath.Quat4f;
import javax.vecmath.Vector3f;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.Box;

/** Makes JBullet's bodies of what rooms declare. Stateless; called by the room's thread. */
final class JBulletBodies {
  /** Below these JBullet lets a body sleep after two seconds: metres and radians per second. */
  private static final float SLEEPY_SPEED = 0.06f;

  private static final float SLEEPY_SPIN = 0.3f;
  private static final double SMALLEST_HALF = 0.01;

  private JBulletBodies() {}

  /** An immovable box, in coordinates relative to an origin of the hospital plan. */
  static RigidBody solid(Box box, double originX, double originY, double originZ) {
    Transform transform = new Transform();
    transform.setIdentity();
    PropState state = new PropState();
    state.upright(box.yaw());
    turn(transform, state);
    transform.origin.set(
        (float) (box.x() - originX), (float) (box.y() - originY), (float) (box.z() - originZ));
    RigidBodyConstructionInfo info =
        new RigidBodyConstructionInfo(
            0, new DefaultMotionState(transform), box(box.halfX(), box.halfY(), box.halfZ()));
    info.friction = 0.7f;
    info.restitution = 0.3f;
    return new RigidBody(info);
  }

  /** A movable box; where it is, is said later. */
  static RigidBody prop(ItemSpec spec) {
    CollisionShape shape = box(spec.halfX(), spec.halfY(), spec.halfZ());
    float mass = (float) Math.clamp(spec.mass(), 0.05, 50);
    Vector3f inertia = new Vector3f();
    shape.calculateLocalInertia(mass, inertia);
    Transform start = new Transform();
    start.setIdentity();
    RigidBodyConstructionInfo info =
        new RigidBodyConstructionInfo(mass, new DefaultMotionState(start), shape, inertia);
    info.friction = 0.6f;
    info.restitution = 0.3f;
    info.linearDamping = 0.05f;
    info.angularDamping = 0.2f;
    info.linearSleepingThreshold = SLEEPY_SPEED;
    info.angularSleepingThreshold = SLEEPY_SPIN;
    return new RigidBody(info);
  }

  private static CollisionShape box(double halfX, double halfY, double halfZ) {
    double x = Math.max(halfX, SMALLEST_HALF);
    double y = Math.max(halfY, SMALLEST_HALF);
    double z = Math.max(halfZ, SMALLEST_HALF);
    BoxShape shape = new BoxShape(new Vector3f((float) x, (float) y, (float) z));
    // The default margin of 4 cm is larger than many things are thick.
    shape.setMargin((float) Math.min(0.04, Math.min(x, Math.min(y, z)) / 3));
    return shape;
  }

  static void turn(Transform transform, PropState state) {
    transform.setRotation(
        new Quat4f((float) state.qx, (float) state.qy, (float) state.qz, (float) state.qw));
  }

  /** Shortens a vector to a length; whether that was necessary. */
  static boolean limit(Vector3f vector, double length) {
    double now =
        Math.sqrt(
            (double) vector.x * vector.x
                + (double) vector.y * vector.y
                + (double) vector.z * vector.z);
    if (now <= length) {
      return false;
    }
    vector.scale((float) (length / now));
    return true;
  }
}
