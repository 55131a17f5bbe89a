/// A web server on loopback that answers each request with what a test says, byte for byte.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace villageboard::fetch {

/// Gets the whole request, gives the whole answer; the connection is then closed.
using Answer = std::function<std::string(const std::string& request)>;

class ScriptedServer {
  public:
    explicit ScriptedServer(Answer answer) : answer_(std::move(answer)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listener_, 8);
        socklen_t length = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~ScriptedServer() {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::vector<std::string> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    /// Bytes after which the answer stalls for ever (until the other side gives up).
    std::atomic<std::size_t> stall_after{~std::size_t{0}};

  private:
    void serve() {
        while (!stopping_) {
            const int client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            const std::string request = read_request(client);
            {
                const std::lock_guard lock(mutex_);
                requests_.push_back(request);
            }
            const std::string answer = answer_(request);
            const std::size_t size = std::min(answer.size(), stall_after.load());
            for (std::size_t sent = 0; sent < size;) {
                const auto part = ::send(client, answer.data() + sent, size - sent, MSG_NOSIGNAL);
                if (part <= 0) break;
                sent += static_cast<std::size_t>(part);
            }
            char byte = 0;
            if (size < answer.size()) (void)!::recv(client, &byte, 1, 0);
            ::close(client);
        }
    }

    static std::string read_request(int client) {
        std::string text;
        char buffer[4096];
        std::size_t wanted = std::string::npos;
        while (text.size() < wanted) {
            const auto part = ::recv(client, buffer, sizeof buffer, 0);
            if (part <= 0) break;
            text.append(buffer, static_cast<std::size_t>(part));
            const std::size_t head = text.find("\r\n\r\n");
            if (head == std::string::npos) continue;
            wanted = head + 4;
            const std::size_t length = text.find("Content-Length: ");
            if (length < head) wanted += std::stoul(text.substr(length + 16));
        }
        return text;
    }

    Answer answer_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::thread thread_;
};

}  // namespace villageboard::fetch
