#include "kiosk/draw/present/gl_api.h"

#include <SDL.h>

#include <string_view>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

template <typename Function>
void load(Function& function, const char* name) {
    function = reinterpret_cast<Function>(SDL_GL_GetProcAddress(name));
    if (function == nullptr)
        throw Error(ErrorKind::retry, std::string("this OpenGL has no ") + name);
}

}  // namespace

GlApi::GlApi() {
    load(bind_texture, "glBindTexture");
    load(blend_func, "glBlendFunc");
    load(clear, "glClear");
    load(clear_color, "glClearColor");
    load(color_mask, "glColorMask");
    load(delete_textures, "glDeleteTextures");
    load(disable, "glDisable");
    load(draw_arrays, "glDrawArrays");
    load(enable, "glEnable");
    load(finish, "glFinish");
    load(gen_textures, "glGenTextures");
    load(get_error, "glGetError");
    load(get_integer, "glGetIntegerv");
    load(get_string, "glGetString");
    load(pixel_store, "glPixelStorei");
    load(read_pixels, "glReadPixels");
    load(tex_image, "glTexImage2D");
    load(tex_parameter, "glTexParameteri");
    load(tex_sub_image, "glTexSubImage2D");
    load(viewport, "glViewport");
    load(active_texture, "glActiveTexture");
    load(attach_shader, "glAttachShader");
    load(bind_attrib_location, "glBindAttribLocation");
    load(bind_buffer, "glBindBuffer");
    load(bind_framebuffer, "glBindFramebuffer");
    load(bind_vertex_array, "glBindVertexArray");
    load(buffer_data, "glBufferData");
    load(compile_shader, "glCompileShader");
    load(create_program, "glCreateProgram");
    load(create_shader, "glCreateShader");
    load(delete_buffers, "glDeleteBuffers");
    load(delete_framebuffers, "glDeleteFramebuffers");
    load(delete_program, "glDeleteProgram");
    load(delete_shader, "glDeleteShader");
    load(delete_vertex_arrays, "glDeleteVertexArrays");
    load(draw_arrays_instanced, "glDrawArraysInstanced");
    load(enable_vertex_attrib_array, "glEnableVertexAttribArray");
    load(framebuffer_texture, "glFramebufferTexture2D");
    load(gen_buffers, "glGenBuffers");
    load(gen_framebuffers, "glGenFramebuffers");
    load(gen_vertex_arrays, "glGenVertexArrays");
    load(get_program, "glGetProgramiv");
    load(get_program_info_log, "glGetProgramInfoLog");
    load(get_uniform_location, "glGetUniformLocation");
    load(link_program, "glLinkProgram");
    load(shader_source, "glShaderSource");
    load(uniform_1i, "glUniform1i");
    load(uniform_2f, "glUniform2f");
    load(uniform_matrix_2fv, "glUniformMatrix2fv");
    load(use_program, "glUseProgram");
    load(vertex_attrib_divisor, "glVertexAttribDivisor");
    load(vertex_attrib_pointer, "glVertexAttribPointer");
    const auto text = [&](GLenum what) {
        const auto* words = reinterpret_cast<const char*>(get_string(what));
        return std::string(words == nullptr ? "" : words);
    };
    renderer = text(GL_RENDERER);
    embedded = text(GL_VERSION).starts_with("OpenGL ES");
    get_integer(GL_MAX_TEXTURE_SIZE, &most_texels);
}

}  // namespace villageboard::draw
