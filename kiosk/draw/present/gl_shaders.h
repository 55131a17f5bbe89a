/// The programs that gl_painter runs on the graphics unit. The same rules as kiosk/draw/paint.cpp:
/// a quad's texel is worked out from the pixel's own number, masks take the nearest texel, pictures
/// are bilinear in 1/256 px. Each source begins after the #version line.
#pragma once

namespace villageboard::draw {

/// One instance a quad, four corners.
inline constexpr const char* kQuadVertex = R"(
in vec4 rect;    // first and last edge, laid-out px
in vec4 texel;   // at the first pixel's centre, and the step
in vec4 colour;
in float kind;   // 0 fill, 1 mask, 2 picture
uniform mat2 turn;
uniform vec2 shift;
uniform vec2 panel;
flat out vec4 quad;
flat out vec4 at;
flat out vec4 ink;
flat out float what;
void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    vec2 place = turn * mix(rect.xy, rect.zw, corner) + shift;
    gl_Position = vec4(place.x / panel.x * 2.0 - 1.0, 1.0 - place.y / panel.y * 2.0, 0.0, 1.0);
    quad = rect;
    at = texel;
    ink = colour;
    what = kind;
}
)";

inline constexpr const char* kQuadFragment = R"(
flat in vec4 quad;
flat in vec4 at;
flat in vec4 ink;
flat in float what;
uniform mat2 turn;
uniform vec2 shift;
uniform vec2 panel;
uniform sampler2D masks;
uniform sampler2D picture;
out vec4 result;

uvec4 pixel(ivec2 place) {
    ivec2 size = textureSize(picture, 0);
    vec4 bytes = texelFetch(picture, clamp(place, ivec2(0), size - 1), 0).bgra;
    return uvec4(floor(bytes * 255.0 + 0.5));
}

vec4 bilinear(vec2 place) {
    ivec2 fixed_point = ivec2(floor((place - 0.5) * 256.0));
    ivec2 first = fixed_point >> 8;
    uvec2 f = uvec2(fixed_point & 255);
    uvec4 sum = pixel(first) * ((256u - f.x) * (256u - f.y));
    sum += pixel(first + ivec2(1, 0)) * (f.x * (256u - f.y));
    sum += pixel(first + ivec2(0, 1)) * ((256u - f.x) * f.y);
    sum += pixel(first + ivec2(1, 1)) * (f.x * f.y);
    return vec4((sum + 32768u) >> 16u) / 255.0;
}

float rounded(float share) { return floor(share * 255.0 + 0.5) / 255.0; }

void main() {
    vec2 place = vec2(gl_FragCoord.x, panel.y - gl_FragCoord.y);
    vec2 laid_out = transpose(turn) * (place - shift);
    vec2 texel = at.xy + floor(laid_out - quad.xy) * at.zw;
    result = ink;
    if (what == 1.0) {
        ivec2 size = textureSize(masks, 0);
        ivec2 nearest = ivec2(floor(texel));
        bool inside = all(greaterThanEqual(nearest, ivec2(0))) && all(lessThan(nearest, size));
        float coverage = inside ? texelFetch(masks, nearest, 0).r : 0.0;
        result.a = rounded(coverage * ink.a);
    } else if (what == 2.0) {
        vec4 colours = bilinear(texel);
        result = vec4(colours.rgb * ink.rgb, rounded(colours.a * ink.a));
    }
}
)";

/// Three vertices a triangle.
inline constexpr const char* kTriangleVertex = R"(
in vec4 rect;    // where it may be seen
in vec4 texel;   // position, then texture coordinates
in vec4 colour;
in float kind;   // 1 mask, 2 picture
uniform mat2 turn;
uniform vec2 shift;
uniform vec2 panel;
flat out vec4 quad;
out vec2 at;
out vec4 ink;
flat out float what;
void main() {
    vec2 place = turn * texel.xy + shift;
    gl_Position = vec4(place.x / panel.x * 2.0 - 1.0, 1.0 - place.y / panel.y * 2.0, 0.0, 1.0);
    quad = rect;
    at = texel.zw;
    ink = colour;
    what = kind;
}
)";

inline constexpr const char* kTriangleFragment = R"(
flat in vec4 quad;
in vec2 at;
in vec4 ink;
flat in float what;
uniform mat2 turn;
uniform vec2 shift;
uniform vec2 panel;
uniform sampler2D masks;
uniform sampler2D picture;
out vec4 result;
void main() {
    vec2 place = vec2(gl_FragCoord.x, panel.y - gl_FragCoord.y);
    vec2 laid_out = transpose(turn) * (place - shift);
    if (any(lessThan(laid_out, quad.xy)) || any(greaterThan(laid_out, quad.zw))) discard;
    if (what == 1.0) {
        ivec2 size = textureSize(masks, 0);
        ivec2 nearest = ivec2(floor(at * 4096.0));
        bool inside = all(greaterThanEqual(nearest, ivec2(0))) && all(lessThan(nearest, size));
        result = vec4(ink.rgb, ink.a * (inside ? texelFetch(masks, nearest, 0).r : 0.0));
    } else {
        ivec2 size = textureSize(picture, 0);
        ivec2 nearest = clamp(ivec2(floor(at * vec2(size))), ivec2(0), size - 1);
        result = ink * texelFetch(picture, nearest, 0).bgra;
    }
}
)";

}  // namespace villageboard::draw
