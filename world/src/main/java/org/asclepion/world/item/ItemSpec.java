package org.asclepion.world.item;

/**
 * A movable item as the scene declares it.
 *
 * @param model index of its model in the hospital
 * @param x start position of its centre, metres
 * @param y start position of its centre, metres
 * @param z start position of its centre, metres
 * @param yaw radians about +Y
 * @param halfX half extent of its collision box, metres
 * @param halfY half extent of its collision box, metres
 * @param halfZ half extent of its collision box, metres
 * @param mass kilograms
 */
public record ItemSpec(
    int model,
    double x,
    double y,
    double z,
    double yaw,
    double halfX,
    double halfY,
    double halfZ,
    double mass) {}
