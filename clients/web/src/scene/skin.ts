import { MeshStandardMaterial } from 'three';

/**
 * The one material of all bodies. What skin, hair, cloth and eyes differ in is in the vertices: their colour, and in `surface` how rough
 * they are and how much they glow by themselves. So a body is one draw call, whatever it wears.
 */
export const BODY_MATERIAL = makeMaterial();

function makeMaterial(): MeshStandardMaterial {
  const material = new MeshStandardMaterial({ vertexColors: true, metalness: 0, roughness: 1 });
  material.name = 'body';
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', '#include <common>\nattribute vec2 surface;\nvarying vec2 vSurface;')
      .replace('#include <begin_vertex>', '#include <begin_vertex>\nvSurface = surface;');
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <common>', '#include <common>\nvarying vec2 vSurface;')
      .replace('#include <roughnessmap_fragment>', 'float roughnessFactor = vSurface.x;')
      .replace('#include <emissivemap_fragment>', 'totalEmissiveRadiance += diffuseColor.rgb * vSurface.y;\ndiffuseColor.rgb *= 1.0 - vSurface.y;');
  };
  material.customProgramCacheKey = () => 'asclepion-body';
  return material;
}
