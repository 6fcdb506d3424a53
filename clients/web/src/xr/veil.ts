import { BackSide, Mesh, type Object3D, ShaderMaterial, SphereGeometry } from 'three';

/** The darkness round the eyes: at the edge while one glides, everywhere for the moment of a jump. Hangs on the head. */
export class Veil {
  private readonly mesh: Mesh<SphereGeometry, ShaderMaterial>;

  constructor(head: Object3D) {
    const material = new ShaderMaterial({
      side: BackSide,
      transparent: true,
      depthTest: false,
      depthWrite: false,
      toneMapped: false,
      uniforms: { edge: { value: 0 }, dark: { value: 0 } },
      vertexShader: 'varying vec3 place; void main() { place = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
      // Clear within 22° of where one looks even at its strongest; a warm dark, not black.
      fragmentShader:
        'varying vec3 place; uniform float edge; uniform float dark; void main() { float off = acos(clamp(-normalize(place).z, -1.0, 1.0)); float from = mix(0.95, 0.38, edge); float ring = edge > 0.0 ? smoothstep(from, from + 0.3, off) : 0.0; gl_FragColor = vec4(0.035, 0.04, 0.043, max(ring, dark)); }',
    });
    this.mesh = new Mesh(new SphereGeometry(0.3, 24, 16), material);
    this.mesh.renderOrder = 1_000;
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    head.add(this.mesh);
  }

  /** @param edge how far the edge is dark, 0 to 1 @param dark how far everything is */
  show(edge: number, dark: number): void {
    this.mesh.visible = edge > 0 || dark > 0;
    this.mesh.material.uniforms['edge']!.value = edge;
    this.mesh.material.uniforms['dark']!.value = dark;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
