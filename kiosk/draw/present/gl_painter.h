/// Flattened primitives to pixels on the graphics unit, by the rules of kiosk/draw/paint.h: within
/// 2/255 of what the processor paints. Whole frames; knows no window. UI thread, with the context
/// current from construction to destruction.
#pragma once
#include <cstdint>
#include <vector>

#include "kiosk/draw/present/gl_api.h"
#include "kiosk/draw/present/gl_textures.h"
#include "kiosk/draw/present/turn.h"
#include "kiosk/draw/primitive.h"

namespace villageboard::draw {

class GlPainter {
  public:
    /// Throws Error (retry) when this OpenGL can't hold the atlas or run the programs.
    explicit GlPainter(const GlApi& gl);
    ~GlPainter();
    GlPainter(const GlPainter&) = delete;
    GlPainter& operator=(const GlPainter&) = delete;

    /// Paints a frame of size `laid_out` over the bound framebuffer, which has the turned size. A
    /// picture larger than the graphics unit can hold is left out. `background` is 0xAABBGGRR, its
    /// alpha is ignored.
    void paint(const Primitives& primitives, const fonts::Atlas& atlas, Size laid_out, Turn turn,
               ImU32 background);
    std::size_t rows_sent() const { return atlas_.rows_sent(); }

  private:
    /// What both programs read; the meaning of `texel` differs.
    struct Vertex {
        float rect[4];
        float texel[4];
        ImU32 colour;
        float kind;
    };
    struct Batch {
        bool triangles = false;
        const Picture* picture = nullptr;
        std::size_t first = 0;
        std::size_t count = 0;
    };
    struct Program {
        GLuint id = 0;
        GLint turn = -1;
        GLint shift = -1;
        GLint panel = -1;
    };

    Program link(const char* vertex, const char* fragment) const;
    void collect(const Primitives& primitives);
    void add(const Primitive& quad);
    void add(const Primitive& primitive, const Triangle& triangle);
    Batch& batch_for(bool triangles, const Picture* picture);
    void begin(Size laid_out, Turn turn, ImU32 background) const;
    void draw(const Batch& batch);

    const GlApi& gl_;
    AtlasTexture atlas_;
    PictureTextures pictures_;
    Program quads_;
    Program triangles_;
    GLuint array_ = 0;
    GLuint buffer_ = 0;
    std::vector<Vertex> vertices_;
    std::vector<Batch> batches_;
};

}  // namespace villageboard::draw
