import { BackSide, Color, Group, Mesh, PMREMGenerator, Scene, ShaderMaterial, SphereGeometry, type Texture, Vector3, type WebGLRenderer } from 'three';

/** The one sun, from the south-east on a clear morning: the direction towards it. */
export const SUN = new Vector3(0.55, 0.62, 0.56).normalize();

const VERTEX = `
varying vec3 vDirection;
void main() {
  vDirection = position;
  vec4 at = projectionMatrix * mat4(mat3(modelViewMatrix)) * vec4(position, 1.0);
  gl_Position = at.xyww;
}`;

const FRAGMENT = `
varying vec3 vDirection;
uniform vec3 uSun;
uniform float uTime;
float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
float fbm(vec2 p) {
  float v = 0.0, a = 0.5;
  for (int i = 0; i < 4; i++) { v += a * noise(p); p = p * 2.03 + 17.0; a *= 0.5; }
  return v;
}
void main() {
  vec3 d = normalize(vDirection);
  float up = max(d.y, 0.0);
  vec3 horizon = vec3(0.86, 0.92, 0.94);
  vec3 middle = vec3(0.53, 0.73, 0.86);
  vec3 zenith = vec3(0.27, 0.52, 0.76);
  vec3 sky = mix(horizon, middle, smoothstep(0.0, 0.28, up));
  sky = mix(sky, zenith, smoothstep(0.22, 0.9, up));
  float sun = max(dot(d, uSun), 0.0);
  sky += vec3(1.0, 0.86, 0.6) * (0.22 * pow(sun, 24.0) + 0.9 * smoothstep(0.9993, 0.9997, sun));
  if (d.y > 0.02) {
    vec2 p = d.xz / (d.y + 0.18) * 1.5 + vec2(uTime, uTime * 0.4);
    float c = smoothstep(0.5, 0.78, fbm(p)) * smoothstep(0.02, 0.2, d.y);
    float light = 0.93 + 0.07 * smoothstep(0.45, 0.8, fbm(p + 0.12));
    sky = mix(sky, vec3(light), c * 0.82);
  }
  sky = mix(sky, vec3(0.74, 0.8, 0.72), smoothstep(0.0, -0.12, d.y));
  gl_FragColor = vec4(pow(sky, vec3(2.2)), 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

/** Sky dome with soft clouds; the land comes with the rooms. */
export class Sky {
  readonly group = new Group();
  private readonly material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    side: BackSide,
    depthWrite: false,
    toneMapped: false,
    uniforms: { uSun: { value: SUN }, uTime: { value: 0 } },
  });

  constructor() {
    const dome = new Mesh(new SphereGeometry(10, 32, 20), this.material);
    dome.frustumCulled = false;
    dome.renderOrder = -10;
    this.group.add(dome);
  }

  update(seconds: number): void {
    this.material.uniforms['uTime']!.value = seconds * 0.004;
  }
}

/** Light from all around, as a bright room with a big window gives it: for gloss, metal and the sides away from the sun. */
export function makeEnvironment(renderer: WebGLRenderer): Texture {
  const scene = new Scene();
  const material = new ShaderMaterial({
    side: BackSide,
    depthWrite: false,
    vertexShader: 'varying vec3 vDirection; void main() { vDirection = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: `
      varying vec3 vDirection;
      uniform vec3 uSun; uniform vec3 uUp; uniform vec3 uSide; uniform vec3 uDown;
      void main() {
        vec3 d = normalize(vDirection);
        vec3 c = d.y > 0.0 ? mix(uSide, uUp, pow(d.y, 0.6)) : mix(uSide, uDown, pow(-d.y, 0.5));
        c += vec3(1.0, 0.93, 0.8) * 1.6 * smoothstep(0.75, 1.0, dot(d, uSun));
        gl_FragColor = vec4(c, 1.0);
      }`,
    uniforms: { uSun: { value: SUN }, uUp: { value: new Color(0.92, 0.97, 1.05) }, uSide: { value: new Color(0.98, 0.96, 0.92) }, uDown: { value: new Color(0.62, 0.56, 0.48) } },
  });
  scene.add(new Mesh(new SphereGeometry(10, 24, 16), material));
  const generator = new PMREMGenerator(renderer);
  const texture = generator.fromScene(scene, 0, 0.1, 100).texture;
  generator.dispose();
  material.dispose();
  return texture;
}
