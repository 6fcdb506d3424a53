package org.asclepion.world.physics;

import com.bulletphysics.collision.broadphase.CollisionFilterGroups;
import com.bulletphysics.collision.broadphase.DbvtBroadphase;
import com.bulletphysics.collision.dispatch.CollisionDispatcher;
import com.bulletphysics.collision.dispatch.CollisionFlags;
import com.bulletphysics.collision.dispatch.CollisionObject;
import com.bulletphysics.collision.dispatch.DefaultCollisionConfiguration;
import com.bulletphysics.collision.shapes.CapsuleShape;
import com.bulletphysics.collision.shapes.CollisionShape;
import com.bulletphysics.dynamics.DiscreteDynamicsWorld;
import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.dynamics.RigidBodyConstructionInfo;
import com.bulletphysics.dynamics.constraintsolver.SequentialImpulseConstraintSolver;
import com.bulletphysics.linearmath.DefaultMotionState;
import com.bulletphysics.linearmath.Transform;
import java.util.List;
import javax.vecmath.Quat4f;
import javax.vecmath.Vector3f;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.CapsuleSweep;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.WallBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Props on JBullet. Belongs to the thread that made it: JBullet keeps its pools by thread.
 *
 * <p>The static world is the room with every opening walled up, so nothing leaves it; what gets out
 * all the same (squeezed by a person, say) is put back where it last was inside, and what is lost
 * altogether returns to its declared place. JBullet computes in floats, so its origin is put in the
 * middle of the room. Only boxes and capsules are used: JBullet's hulls share scratch space between
 * threads.
 */
public final class JBulletPhysics implements PropPhysics {
  static final double FASTEST = 10;
  private static final double FASTEST_SPIN = 25;
  private static final double SUBSTEP_HZ = 120;
  private static final double STILL_SECONDS = 0.5;

  /**
   * Small things twitch in JBullet without going anywhere, so stillness is how far a prop got, not
   * how fast it is: metres, and the cosine of half an angle of about 2 degrees.
   */
  private static final double STILL_METRES = 0.004;

  private static final double STILL_TURN = 0.99985;

  /** Whatever still twitches after this long without being touched is stopped. */
  private static final double TIRED_SECONDS = 12;

  private static final double KILL_DEPTH = 0.5;

  /**
   * Half the straight part of a person's capsule. Its round lower end is below the floor: it would
   * press into the floor what it is to push along.
   */
  private static final float PERSON_MIDDLE =
      (float) (CapsuleSweep.HEIGHT - CapsuleSweep.RADIUS) / 2;

  /** A prop's centre may be this far below the floor for a moment, metres. */
  private static final double SUNK = 0.02;

  /** A prop's centre stays at least this far from the outline, metres. */
  private static final double INSIDE = 0.01;

  private static final short SOLID = CollisionFilterGroups.STATIC_FILTER;
  private static final short PROP = CollisionFilterGroups.DEFAULT_FILTER;
  private static final short PERSON = CollisionFilterGroups.CHARACTER_FILTER;

  private static final class Prop {
    final ItemSpec spec;
    final RigidBody body;
    boolean present;
    double insideX;
    double insideY;
    double insideZ;

    /** Where it was when it last went anywhere, and for how many ticks it has been near there. */
    final Vector3f anchor = new Vector3f();

    final Quat4f anchorTurn = new Quat4f(0, 0, 0, 1);
    int stillTicks;

    Prop(ItemSpec spec, RigidBody body) {
      this.spec = spec;
      this.body = body;
    }
  }

  private static final class Person {
    final RigidBody body;
    final DefaultMotionState motion;
    boolean told;
    double fromX;
    double fromZ;
    double x;
    double z;

    Person(RigidBody body, DefaultMotionState motion) {
      this.body = body;
      this.motion = motion;
    }
  }

  private final DiscreteDynamicsWorld world;
  private final FloorPlan floor;
  private final double originX;
  private final double originY;
  private final double originZ;
  private final double ceiling;
  private final double tickHz;
  private final Prop[] props;
  private final @Nullable Person[] people;
  private final CollisionShape capsule;
  private boolean awake;
  private int ticksSinceTouched;

  private final Transform transform = new Transform();
  private final Vector3f vector = new Vector3f();
  private final Quat4f quaternion = new Quat4f();

  public JBulletPhysics(RoomTemplate template, FloorPlan floor) {
    this.floor = floor;
    originX = (floor.minX() + floor.maxX()) / 2;
    originY = template.floorY();
    originZ = (floor.minZ() + floor.maxZ()) / 2;
    ceiling = template.floorY() + template.height();
    tickHz = template.tickHz();
    people = new Person[template.capacity()];
    DefaultCollisionConfiguration configuration = new DefaultCollisionConfiguration();
    world =
        new DiscreteDynamicsWorld(
            new CollisionDispatcher(configuration),
            new DbvtBroadphase(),
            new SequentialImpulseConstraintSolver(),
            configuration);
    world.setGravity(new Vector3f(0, -9.81f, 0));
    capsule = new CapsuleShape((float) CapsuleSweep.RADIUS, 2 * PERSON_MIDDLE);
    addSolids(template);
    List<ItemSpec> specs = template.items();
    props = new Prop[specs.size()];
    for (int i = 0; i < props.length; i++) {
      props[i] = new Prop(specs.get(i), JBulletBodies.prop(specs.get(i)));
    }
  }

  private void addSolids(RoomTemplate template) {
    double x = (floor.minX() + floor.maxX()) / 2;
    double z = (floor.minZ() + floor.maxZ()) / 2;
    double halfX = (floor.maxX() - floor.minX()) / 2 + 2;
    double halfZ = (floor.maxZ() - floor.minZ()) / 2 + 2;
    addSolid(new Box(x, originY - 1, z, halfX, 1, halfZ, 0));
    addSolid(new Box(x, ceiling + 1, z, halfX, 1, halfZ, 0));
    WallBuilder.closed(template).forEach(this::addSolid);
    template.obstacles().forEach(this::addSolid);
  }

  private void addSolid(Box box) {
    world.addRigidBody(JBulletBodies.solid(box, originX, originY, originZ), SOLID, PROP);
  }

  @Override
  public void put(int index, PropState state, boolean moving) {
    Prop prop = props[index];
    remove(index);
    place(prop, state);
    prop.insideX = state.x;
    prop.insideY = state.y;
    prop.insideZ = state.z;
    prop.stillTicks = 0;
    prop.present = true;
    world.addRigidBody(prop.body, PROP, (short) (SOLID | PROP | PERSON));
    if (moving) {
      wake(index);
    } else {
      prop.body.forceActivationState(CollisionObject.ISLAND_SLEEPING);
    }
  }

  private void place(Prop prop, PropState state) {
    transform.setIdentity();
    JBulletBodies.turn(transform, state);
    transform.origin.set(
        (float) (state.x - originX), (float) (state.y - originY), (float) (state.z - originZ));
    prop.body.setWorldTransform(transform);
    prop.body.setInterpolationWorldTransform(transform);
    prop.body.getMotionState().setWorldTransform(transform);
    prop.body.clearForces();
    vector.set((float) state.vx, (float) state.vy, (float) state.vz);
    JBulletBodies.limit(vector, FASTEST);
    prop.body.setLinearVelocity(vector);
    prop.body.setInterpolationLinearVelocity(vector);
    vector.set(0, 0, 0);
    prop.body.setAngularVelocity(vector);
    prop.body.setInterpolationAngularVelocity(vector);
    prop.body.updateInertiaTensor();
  }

  @Override
  public void remove(int index) {
    Prop prop = props[index];
    if (prop.present) {
      world.removeRigidBody(prop.body);
      prop.present = false;
    }
  }

  @Override
  public void wake(int index) {
    if (props[index].present) {
      props[index].body.forceActivationState(CollisionObject.ACTIVE_TAG);
      props[index].body.setDeactivationTime(0);
      wake();
    }
  }

  @Override
  public void wake() {
    awake = true;
    for (Prop prop : props) {
      prop.stillTicks = 0;
    }
    ticksSinceTouched = 0;
  }

  @Override
  public void person(int slot, double x, double z) {
    Person person = people[slot];
    if (person == null) {
      person = newPerson(x, z);
      people[slot] = person;
    }
    person.told = true;
    person.x = x;
    person.z = z;
    double dx = x - person.fromX;
    double dz = z - person.fromZ;
    if (dx * dx + dz * dz > 1) {
      // Further than anybody walks in a tick: a teleport sweeps nothing along.
      person.fromX = x;
      person.fromZ = z;
    }
  }

  private Person newPerson(double x, double z) {
    transform.setIdentity();
    transform.origin.set((float) (x - originX), PERSON_MIDDLE, (float) (z - originZ));
    DefaultMotionState motion = new DefaultMotionState(transform);
    RigidBodyConstructionInfo info = new RigidBodyConstructionInfo(0, motion, capsule);
    info.friction = 0.4f;
    RigidBody body = new RigidBody(info);
    body.setCollisionFlags(body.getCollisionFlags() | CollisionFlags.KINEMATIC_OBJECT);
    body.forceActivationState(CollisionObject.DISABLE_DEACTIVATION);
    world.addRigidBody(body, PERSON, PROP);
    Person person = new Person(body, motion);
    person.fromX = x;
    person.fromZ = z;
    return person;
  }

  @Override
  public void step() {
    for (int slot = 0; slot < people.length; slot++) {
      Person person = people[slot];
      if (person != null && !person.told) {
        world.removeRigidBody(person.body);
        people[slot] = null;
      }
    }
    int substeps = Math.max(1, (int) Math.ceil(SUBSTEP_HZ / tickHz));
    float seconds = (float) (1 / (tickHz * substeps));
    for (int substep = 1; substep <= substeps; substep++) {
      movePeople((double) substep / substeps);
      world.stepSimulation(seconds, 0);
      for (Prop prop : props) {
        keep(prop);
      }
    }
    for (Person person : people) {
      if (person != null) {
        person.told = false;
        person.fromX = person.x;
        person.fromZ = person.z;
      }
    }
    ticksSinceTouched++;
    if (allStill() || ticksSinceTouched >= TIRED_SECONDS * tickHz) {
      sleep();
    }
  }

  private void movePeople(double share) {
    for (Person person : people) {
      if (person != null) {
        double x = person.fromX + (person.x - person.fromX) * share;
        double z = person.fromZ + (person.z - person.fromZ) * share;
        person.motion.graphicsWorldTrans.origin.set(
            (float) (x - originX), PERSON_MIDDLE, (float) (z - originZ));
      }
    }
  }

  /** Holds a prop to the room and to a speed at which it cannot pass through a wall. */
  private void keep(Prop prop) {
    if (!prop.present || !prop.body.isActive()) {
      return;
    }
    prop.body.getWorldTransform(transform);
    double x = transform.origin.x + originX;
    double y = transform.origin.y + originY;
    double z = transform.origin.z + originZ;
    prop.body.getLinearVelocity(vector);
    boolean sane =
        Double.isFinite(x + y + z)
            && Float.isFinite(vector.x + vector.y + vector.z)
            && Float.isFinite(transform.basis.m00 + transform.basis.m11 + transform.basis.m22);
    if (!sane || y < originY - KILL_DEPTH) {
      PropState home = new PropState();
      home.x = prop.spec.x();
      home.y = prop.spec.y();
      home.z = prop.spec.z();
      home.upright(prop.spec.yaw());
      place(prop, home);
      prop.insideX = home.x;
      prop.insideY = home.y;
      prop.insideZ = home.z;
      return;
    }
    if (y > originY - SUNK && y < ceiling && floor.contains(x, z, INSIDE)) {
      prop.insideX = x;
      prop.insideY = y;
      prop.insideZ = z;
    } else {
      PropState back = new PropState();
      back.x = prop.insideX;
      back.y = prop.insideY;
      back.z = prop.insideZ;
      transform.getRotation(quaternion);
      back.qx = quaternion.x;
      back.qy = quaternion.y;
      back.qz = quaternion.z;
      back.qw = quaternion.w;
      place(prop, back);
      return;
    }
    if (JBulletBodies.limit(vector, FASTEST)) {
      prop.body.setLinearVelocity(vector);
    }
    prop.body.getAngularVelocity(vector);
    if (JBulletBodies.limit(vector, FASTEST_SPIN)) {
      prop.body.setAngularVelocity(vector);
    }
  }

  private boolean allStill() {
    boolean still = ticksSinceTouched >= STILL_SECONDS * tickHz;
    for (Prop prop : props) {
      if (prop.present && prop.body.isActive()) {
        prop.body.getWorldTransform(transform);
        transform.getRotation(quaternion);
        vector.sub(transform.origin, prop.anchor);
        if (vector.length() < STILL_METRES && cosine(prop.anchorTurn, quaternion) > STILL_TURN) {
          prop.stillTicks++;
        } else {
          prop.anchor.set(transform.origin);
          prop.anchorTurn.set(quaternion);
          prop.stillTicks = 0;
        }
        still &= prop.stillTicks >= STILL_SECONDS * tickHz;
      }
    }
    return still;
  }

  private static double cosine(Quat4f a, Quat4f b) {
    return Math.abs(a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w);
  }

  private void sleep() {
    awake = false;
    vector.set(0, 0, 0);
    for (Prop prop : props) {
      if (prop.present) {
        prop.body.setLinearVelocity(vector);
        prop.body.setAngularVelocity(vector);
        prop.body.forceActivationState(CollisionObject.ISLAND_SLEEPING);
      }
    }
    for (int slot = 0; slot < people.length; slot++) {
      Person person = people[slot];
      if (person != null) {
        world.removeRigidBody(person.body);
        people[slot] = null;
      }
    }
  }

  @Override
  public boolean awake() {
    return awake;
  }

  @Override
  public boolean read(int index, PropState into) {
    Prop prop = props[index];
    if (!prop.present) {
      return false;
    }
    prop.body.getWorldTransform(transform);
    into.x = transform.origin.x + originX;
    into.y = transform.origin.y + originY;
    into.z = transform.origin.z + originZ;
    transform.getRotation(quaternion);
    into.qx = quaternion.x;
    into.qy = quaternion.y;
    into.qz = quaternion.z;
    into.qw = quaternion.w;
    prop.body.getLinearVelocity(vector);
    into.vx = vector.x;
    into.vy = vector.y;
    into.vz = vector.z;
    return true;
  }

  @Override
  public long hash() {
    long hash = (awake ? 1 : 0) + 2L * ticksSinceTouched;
    for (Prop prop : props) {
      prop.body.getAngularVelocity(vector);
      hash = hash * 31 + Float.floatToIntBits(vector.x);
      hash = hash * 31 + Float.floatToIntBits(vector.y);
      hash = hash * 31 + Float.floatToIntBits(vector.z);
      hash = hash * 31 + (prop.present ? prop.body.getActivationState() : -1);
      hash = hash * 31 + Float.floatToIntBits(prop.body.getDeactivationTime());
      hash = hash * 31 + prop.stillTicks;
    }
    return hash;
  }
}
