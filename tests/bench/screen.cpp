#include "tests/bench/screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "kiosk/draw/png.h"

namespace villageboard::bench {
namespace {

[[noreturn]] void give_up(const char* why) {
    std::fprintf(stderr, "%s\n", why);
    std::exit(1);
}

// Shared memory that the X server writes pixels into.
class SharedImage {
  public:
    SharedImage(::Display* display, int width, int height) : display_(display) {
        const int screen = DefaultScreen(display);
        image_ =
            XShmCreateImage(display, DefaultVisual(display, screen),
                            static_cast<unsigned>(DefaultDepth(display, screen)), ZPixmap, nullptr,
                            &info_, static_cast<unsigned>(width), static_cast<unsigned>(height));
        if (image_ == nullptr || image_->bits_per_pixel != 32)
            give_up("the display has no 24-bit colours");
        const std::size_t bytes = static_cast<std::size_t>(image_->bytes_per_line) * height;
        info_.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
        info_.shmaddr = image_->data = static_cast<char*>(shmat(info_.shmid, nullptr, 0));
        info_.readOnly = False;
        if (XShmAttach(display, &info_) == 0) give_up("the display shares no memory");
        XSync(display, False);
        shmctl(info_.shmid, IPC_RMID, nullptr);
    }
    ~SharedImage() {
        XShmDetach(display_, &info_);
        shmdt(info_.shmaddr);
        image_->data = nullptr;
        XDestroyImage(image_);
    }
    SharedImage(const SharedImage&) = delete;
    SharedImage& operator=(const SharedImage&) = delete;

    void append(int y, Pixels& to) {
        XShmGetImage(display_, DefaultRootWindow(display_), image_, 0, y, AllPlanes);
        const auto* pixels = reinterpret_cast<const std::uint32_t*>(image_->data);
        const std::size_t count = std::size_t{1} * image_->width * image_->height;
        const std::size_t begin = to.size();
        to.resize(begin + count);
        std::transform(pixels, pixels + count, to.begin() + static_cast<std::ptrdiff_t>(begin),
                       [](std::uint32_t pixel) { return pixel & 0xFFFFFF; });
    }

  private:
    ::Display* display_;
    XShmSegmentInfo info_{};
    XImage* image_ = nullptr;
};

// The best row of each of `count` bands; worth(y) says how good a row is.
std::vector<int> best_of_bands(int height, std::size_t count,
                               const std::function<int(int)>& worth) {
    std::vector<int> best;
    for (std::size_t band = 0; band < count; ++band) {
        const int begin = static_cast<int>(band * static_cast<std::size_t>(height) / count);
        const int end = static_cast<int>((band + 1) * static_cast<std::size_t>(height) / count);
        int chosen = begin;
        for (int y = begin; y < end; ++y)
            if (worth(y) > worth(chosen)) chosen = y;
        if (worth(chosen) > 0) best.push_back(chosen);
    }
    return best;
}

}  // namespace

struct Screen::Handles {
    ::Display* display = nullptr;
    std::unique_ptr<SharedImage> row;
    std::unique_ptr<SharedImage> whole;
};

Screen::Screen() : handles_(std::make_unique<Handles>()) {
    handles_->display = XOpenDisplay(nullptr);
    if (handles_->display == nullptr) give_up("there is no display to measure on");
    int unused = 0;
    if (XTestQueryExtension(handles_->display, &unused, &unused, &unused, &unused) == 0)
        give_up("the display lacks the XTEST extension");
    handles_->row = std::make_unique<SharedImage>(handles_->display, width(), 1);
    handles_->whole = std::make_unique<SharedImage>(handles_->display, width(), height());
}

Screen::~Screen() {
    handles_->row.reset();
    handles_->whole.reset();
    XCloseDisplay(handles_->display);
}

int Screen::width() const {
    return DisplayWidth(handles_->display, DefaultScreen(handles_->display));
}

int Screen::height() const {
    return DisplayHeight(handles_->display, DefaultScreen(handles_->display));
}

Pixels Screen::rows(const std::vector<int>& ys) const {
    Pixels out;
    for (const int y : ys) handles_->row->append(y, out);
    return out;
}

Pixels Screen::all() const {
    Pixels out;
    handles_->whole->append(0, out);
    return out;
}

std::optional<Clock::time_point> Screen::wait(const std::vector<int>& ys,
                                              const std::function<bool(const Pixels&)>& done,
                                              std::chrono::microseconds pause,
                                              std::chrono::milliseconds patience) const {
    const auto end = Clock::now() + patience;
    while (!done(rows(ys))) {
        if (Clock::now() > end) return {};
        std::this_thread::sleep_for(pause);
    }
    return Clock::now();
}

std::optional<Clock::time_point> Screen::last_change(const std::vector<int>& ys,
                                                     std::chrono::microseconds pause,
                                                     std::chrono::milliseconds watch) const {
    const auto end = Clock::now() + watch;
    std::optional<Clock::time_point> last;
    for (Pixels before = rows(ys); Clock::now() < end; std::this_thread::sleep_for(pause)) {
        Pixels now = rows(ys);
        if (now == before) continue;
        last = Clock::now();
        before = std::move(now);
    }
    return last;
}

Pixels Screen::settled(std::chrono::milliseconds calm) const {
    Pixels last = all();
    auto since = Clock::now();
    while (Clock::now() - since < calm) {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        Pixels now = all();
        if (now == last) continue;
        last = std::move(now);
        since = Clock::now();
    }
    return last;
}

void Screen::move(Spot to) const {
    XTestFakeMotionEvent(handles_->display, -1, to.x, to.y, CurrentTime);
    XSync(handles_->display, False);
}

void Screen::click(unsigned button) const {
    XTestFakeButtonEvent(handles_->display, button, True, CurrentTime);
    XTestFakeButtonEvent(handles_->display, button, False, CurrentTime);
    XFlush(handles_->display);
}

void Screen::save(const std::filesystem::path& png, const Pixels& picture) const {
    Pixels copy = picture;
    draw::write_png(png, {copy.data(), width(), height(), width(), 1});
}

std::vector<int> telling_rows(const Pixels& picture, int width, std::size_t count) {
    const auto edges = [&](int y) {
        const auto* row = &picture[std::size_t{1} * y * width];
        int found = 0;
        for (int x = 1; x < width; ++x) found += row[x] != row[x - 1];
        return found;
    };
    return best_of_bands(static_cast<int>(picture.size()) / width, count, edges);
}

std::vector<int> differing_rows(const Pixels& a, const Pixels& b, int width, std::size_t count) {
    const auto differing = [&](int y) {
        const std::size_t begin = std::size_t{1} * y * width;
        int found = 0;
        for (std::size_t i = begin; i < begin + width; ++i) found += a[i] != b[i];
        return found;
    };
    return best_of_bands(static_cast<int>(a.size()) / width, count, differing);
}

Pixels rows_of(const Pixels& picture, int width, const std::vector<int>& ys) {
    Pixels out;
    for (const int y : ys) {
        const auto begin = picture.begin() + static_cast<std::ptrdiff_t>(y) * width;
        out.insert(out.end(), begin, begin + width);
    }
    return out;
}

}  // namespace villageboard::bench
