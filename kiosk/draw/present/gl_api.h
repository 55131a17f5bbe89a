/// The functions of OpenGL 3.3 core or OpenGL ES 3.0 that gl_painter uses, asked of the driver at
/// run time: the program links no OpenGL library and starts without one. Valid while the context
/// it was loaded in lives. UI thread only.
#pragma once
#include <SDL_opengl.h>

#include <string>

namespace villageboard::draw {

struct GlApi {
    /// Of the current context. Throws Error (retry) when a function is missing.
    GlApi();

    bool embedded = false;  ///< OpenGL ES
    std::string renderer;   ///< GL_RENDERER: the name of the graphics unit
    int most_texels = 0;    ///< longest side of a texture

    decltype(&::glBindTexture) bind_texture;
    decltype(&::glBlendFunc) blend_func;
    decltype(&::glClear) clear;
    decltype(&::glClearColor) clear_color;
    decltype(&::glColorMask) color_mask;
    decltype(&::glDeleteTextures) delete_textures;
    decltype(&::glDisable) disable;
    decltype(&::glDrawArrays) draw_arrays;
    decltype(&::glEnable) enable;
    decltype(&::glFinish) finish;
    decltype(&::glGenTextures) gen_textures;
    decltype(&::glGetError) get_error;
    decltype(&::glGetIntegerv) get_integer;
    decltype(&::glGetString) get_string;
    decltype(&::glPixelStorei) pixel_store;
    decltype(&::glReadPixels) read_pixels;
    decltype(&::glTexImage2D) tex_image;
    decltype(&::glTexParameteri) tex_parameter;
    decltype(&::glTexSubImage2D) tex_sub_image;
    decltype(&::glViewport) viewport;
    PFNGLACTIVETEXTUREPROC active_texture;
    PFNGLATTACHSHADERPROC attach_shader;
    PFNGLBINDATTRIBLOCATIONPROC bind_attrib_location;
    PFNGLBINDBUFFERPROC bind_buffer;
    PFNGLBINDFRAMEBUFFERPROC bind_framebuffer;
    PFNGLBINDVERTEXARRAYPROC bind_vertex_array;
    PFNGLBUFFERDATAPROC buffer_data;
    PFNGLCOMPILESHADERPROC compile_shader;
    PFNGLCREATEPROGRAMPROC create_program;
    PFNGLCREATESHADERPROC create_shader;
    PFNGLDELETEBUFFERSPROC delete_buffers;
    PFNGLDELETEFRAMEBUFFERSPROC delete_framebuffers;
    PFNGLDELETEPROGRAMPROC delete_program;
    PFNGLDELETESHADERPROC delete_shader;
    PFNGLDELETEVERTEXARRAYSPROC delete_vertex_arrays;
    PFNGLDRAWARRAYSINSTANCEDPROC draw_arrays_instanced;
    PFNGLENABLEVERTEXATTRIBARRAYPROC enable_vertex_attrib_array;
    PFNGLFRAMEBUFFERTEXTURE2DPROC framebuffer_texture;
    PFNGLGENBUFFERSPROC gen_buffers;
    PFNGLGENFRAMEBUFFERSPROC gen_framebuffers;
    PFNGLGENVERTEXARRAYSPROC gen_vertex_arrays;
    PFNGLGETPROGRAMIVPROC get_program;
    PFNGLGETPROGRAMINFOLOGPROC get_program_info_log;
    PFNGLGETUNIFORMLOCATIONPROC get_uniform_location;
    PFNGLLINKPROGRAMPROC link_program;
    PFNGLSHADERSOURCEPROC shader_source;
    PFNGLUNIFORM1IPROC uniform_1i;
    PFNGLUNIFORM2FPROC uniform_2f;
    PFNGLUNIFORMMATRIX2FVPROC uniform_matrix_2fv;
    PFNGLUSEPROGRAMPROC use_program;
    PFNGLVERTEXATTRIBDIVISORPROC vertex_attrib_divisor;
    PFNGLVERTEXATTRIBPOINTERPROC vertex_attrib_pointer;
};

}  // namespace villageboard::draw
