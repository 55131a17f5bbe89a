#include "kiosk/draw/present/gl_painter.h"

#include <array>
#include <cstddef>
#include <string>

#include "content/model/error.h"
#include "kiosk/draw/present/gl_shaders.h"

namespace villageboard::draw {
namespace {

constexpr float kFill = 0;
constexpr float kMask = 1;
constexpr float kPicture = 2;
constexpr GLuint kRect = 0;
constexpr GLuint kTexel = 1;
constexpr GLuint kColour = 2;
constexpr GLuint kKind = 3;

float kind_of(PrimitiveKind kind) {
    switch (kind) {
        case PrimitiveKind::mask:
        case PrimitiveKind::mask_scaled:
            return kMask;
        case PrimitiveKind::picture:
        case PrimitiveKind::picture_scaled:
            return kPicture;
        default:
            return kFill;
    }
}

/// From laid-out px to the panel's: a rotation, column by column, and a shift.
struct Placing {
    std::array<float, 4> turn;
    float shift_x;
    float shift_y;
};

Placing placing(Size panel, Turn turn) {
    const auto width = static_cast<float>(panel.width);
    const auto height = static_cast<float>(panel.height);
    switch (turn) {
        case Turn::quarter:
            return {{0, 1, -1, 0}, width, 0};
        case Turn::half:
            return {{-1, 0, 0, -1}, width, height};
        case Turn::three_quarters:
            return {{0, -1, 1, 0}, 0, height};
        case Turn::none:
            break;
    }
    return {{1, 0, 0, 1}, 0, 0};
}

float channel(ImU32 colour, int shift) { return static_cast<float>(colour >> shift & 255) / 255; }

}  // namespace

GlPainter::GlPainter(const GlApi& gl) : gl_(gl), atlas_(gl), pictures_(gl) {
    if (gl.most_texels < fonts::kTexelRange)
        throw Error(ErrorKind::retry, "this OpenGL's textures are too small");
    quads_ = link(kQuadVertex, kQuadFragment);
    triangles_ = link(kTriangleVertex, kTriangleFragment);
    gl_.gen_vertex_arrays(1, &array_);
    gl_.gen_buffers(1, &buffer_);
}

GlPainter::~GlPainter() {
    gl_.delete_buffers(1, &buffer_);
    gl_.delete_vertex_arrays(1, &array_);
    gl_.delete_program(quads_.id);
    gl_.delete_program(triangles_.id);
}

GlPainter::Program GlPainter::link(const char* vertex, const char* fragment) const {
    const char* version = gl_.embedded
                              ? "#version 300 es\nprecision highp float;\nprecision highp int;\n"
                                "precision highp sampler2D;\n"
                              : "#version 330 core\n";
    Program program;
    program.id = gl_.create_program();
    for (const auto& [kind, body] :
         {std::pair{GL_VERTEX_SHADER, vertex}, std::pair{GL_FRAGMENT_SHADER, fragment}}) {
        const GLuint shader = gl_.create_shader(static_cast<GLenum>(kind));
        const char* parts[] = {version, body};
        gl_.shader_source(shader, 2, parts, nullptr);
        gl_.compile_shader(shader);
        gl_.attach_shader(program.id, shader);
        gl_.delete_shader(shader);
    }
    gl_.bind_attrib_location(program.id, kRect, "rect");
    gl_.bind_attrib_location(program.id, kTexel, "texel");
    gl_.bind_attrib_location(program.id, kColour, "colour");
    gl_.bind_attrib_location(program.id, kKind, "kind");
    gl_.link_program(program.id);
    GLint linked = 0;
    gl_.get_program(program.id, GL_LINK_STATUS, &linked);
    if (linked == 0) {
        std::array<char, 512> reason{};
        gl_.get_program_info_log(program.id, static_cast<GLsizei>(reason.size()), nullptr,
                                 reason.data());
        gl_.delete_program(program.id);
        throw Error(ErrorKind::retry,
                    std::string("this OpenGL can't run the programs: ") + reason.data());
    }
    program.turn = gl_.get_uniform_location(program.id, "turn");
    program.shift = gl_.get_uniform_location(program.id, "shift");
    program.panel = gl_.get_uniform_location(program.id, "panel");
    gl_.use_program(program.id);
    gl_.uniform_1i(gl_.get_uniform_location(program.id, "masks"), 0);
    gl_.uniform_1i(gl_.get_uniform_location(program.id, "picture"), 1);
    return program;
}

void GlPainter::paint(const Primitives& primitives, const fonts::Atlas& atlas, Size laid_out,
                      Turn turn, ImU32 background) {
    collect(primitives);
    begin(laid_out, turn, background);
    gl_.active_texture(GL_TEXTURE0);
    atlas_.update(atlas);
    gl_.active_texture(GL_TEXTURE1);
    gl_.buffer_data(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices_.size() * sizeof(Vertex)),
                    vertices_.data(), GL_STREAM_DRAW);
    pictures_.begin_frame();
    for (const Batch& batch : batches_) draw(batch);
    pictures_.end_frame();
    gl_.bind_vertex_array(0);
}

void GlPainter::collect(const Primitives& primitives) {
    vertices_.clear();
    batches_.clear();
    for (const Primitive& primitive : primitives.list) {
        if (primitive.kind == PrimitiveKind::triangle) {
            add(primitive, primitives.triangles[primitive.triangle]);
        } else {
            add(primitive);
        }
    }
}

/// The last batch where it can take more of this, else a new one.
GlPainter::Batch& GlPainter::batch_for(bool triangles, const Picture* picture) {
    Batch* last = batches_.empty() ? nullptr : &batches_.back();
    const bool fits = last != nullptr && last->triangles == triangles &&
                      (picture == nullptr || last->picture == nullptr || last->picture == picture);
    if (!fits) last = &batches_.emplace_back(Batch{triangles, picture, vertices_.size(), 0});
    if (picture != nullptr) last->picture = picture;
    return *last;
}

void GlPainter::add(const Primitive& quad) {
    const float kind = kind_of(quad.kind);
    ++batch_for(false, kind == kPicture ? quad.picture : nullptr).count;
    vertices_.push_back({{static_cast<float>(quad.pixels.x0), static_cast<float>(quad.pixels.y0),
                          static_cast<float>(quad.pixels.x1), static_cast<float>(quad.pixels.y1)},
                         {quad.u, quad.v, quad.du, quad.dv},
                         quad.colour,
                         kind});
}

void GlPainter::add(const Primitive& primitive, const Triangle& triangle) {
    batch_for(true, primitive.picture).count += 3;
    const Rect& seen = primitive.pixels;
    for (const ImDrawVert& corner : triangle.corners) {
        vertices_.push_back({{static_cast<float>(seen.x0), static_cast<float>(seen.y0),
                              static_cast<float>(seen.x1), static_cast<float>(seen.y1)},
                             {corner.pos.x, corner.pos.y, corner.uv.x, corner.uv.y},
                             corner.col,
                             primitive.picture == nullptr ? kMask : kPicture});
    }
}

void GlPainter::begin(Size laid_out, Turn turn, ImU32 background) const {
    const Size panel = turned(laid_out, turn);
    const Placing place = placing(panel, turn);
    gl_.viewport(0, 0, panel.width, panel.height);
    gl_.color_mask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    gl_.clear_color(channel(background, IM_COL32_R_SHIFT), channel(background, IM_COL32_G_SHIFT),
                    channel(background, IM_COL32_B_SHIFT), 1);
    gl_.clear(GL_COLOR_BUFFER_BIT);
    // The window stays opaque.
    gl_.color_mask(GL_TRUE, GL_TRUE, GL_TRUE, GL_FALSE);
    gl_.enable(GL_BLEND);
    gl_.blend_func(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    for (const GLenum off : {GL_CULL_FACE, GL_DEPTH_TEST, GL_SCISSOR_TEST, GL_DITHER})
        gl_.disable(off);
    for (const Program& program : {quads_, triangles_}) {
        gl_.use_program(program.id);
        gl_.uniform_matrix_2fv(program.turn, 1, GL_FALSE, place.turn.data());
        gl_.uniform_2f(program.shift, place.shift_x, place.shift_y);
        gl_.uniform_2f(program.panel, static_cast<float>(panel.width),
                       static_cast<float>(panel.height));
    }
    gl_.bind_vertex_array(array_);
    gl_.bind_buffer(GL_ARRAY_BUFFER, buffer_);
}

void GlPainter::draw(const Batch& batch) {
    if (batch.picture != nullptr && !pictures_.bind(*batch.picture)) return;
    const auto attribute = [&](GLuint index, GLint parts, GLenum type, std::size_t offset) {
        const std::size_t at = batch.first * sizeof(Vertex) + offset;
        gl_.enable_vertex_attrib_array(index);
        gl_.vertex_attrib_pointer(index, parts, type, type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE,
                                  sizeof(Vertex), reinterpret_cast<const void*>(at));
        gl_.vertex_attrib_divisor(index, batch.triangles ? 0 : 1);
    };
    attribute(kRect, 4, GL_FLOAT, offsetof(Vertex, rect));
    attribute(kTexel, 4, GL_FLOAT, offsetof(Vertex, texel));
    attribute(kColour, 4, GL_UNSIGNED_BYTE, offsetof(Vertex, colour));
    attribute(kKind, 1, GL_FLOAT, offsetof(Vertex, kind));
    gl_.use_program(batch.triangles ? triangles_.id : quads_.id);
    const auto count = static_cast<GLsizei>(batch.count);
    if (batch.triangles) {
        gl_.draw_arrays(GL_TRIANGLES, 0, count);
    } else {
        gl_.draw_arrays_instanced(GL_TRIANGLE_STRIP, 0, 4, count);
    }
}

}  // namespace villageboard::draw
