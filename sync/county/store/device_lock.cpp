#include "sync/county/store/device_lock.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

std::vector<DeviceRow> lock_devices(Repository& repository, Transaction&) {
    auto& impl = repository.impl();
    impl.run([&] {
        if (!impl.sqlite) impl.sql << "LOCK TABLE device IN SHARE ROW EXCLUSIVE MODE";
    });
    return repository.devices();
}

}  // namespace villageboard::county
