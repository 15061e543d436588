/** B as nginx answers it: four subrequests at once, decoded, shaped and encoded in Lua. */
export const HOME_IN_LUA = `
    location /users/ { internal; proxy_pass http://users; }
    location /orders { internal; proxy_pass http://orders; }
    location /notifications { internal; proxy_pass http://notifications; }
    location /recommendations/ { internal; proxy_pass http://recommendations; }
    location = /api/home {
      default_type application/json;
      content_by_lua_block {
        local cjson = require "cjson"
        local user, orders, notifications, recommendations = ngx.location.capture_multi {
          { "/users/alice" },
          { "/orders", { args = "limit=10" } },
          { "/notifications", { args = "limit=10" } },
          { "/recommendations/personal", { args = "limit=10" } },
        }
        local person = cjson.decode(user.body)
        local home = {
          user = { id = person.id, name = person.name, email = person.email, avatarUrl = person.avatarUrl },
          orders = {},
          notifications = {},
          recommendations = cjson.decode(recommendations.body).items,
        }
        for i, order in ipairs(cjson.decode(orders.body).items) do
          local count = 0
          for _, item in ipairs(order.items) do count = count + item.quantity end
          home.orders[i] = {
            id = order.id, status = order.status, total = order.total,
            createdAt = order.createdAt, itemCount = count,
          }
        end
        for i, n in ipairs(cjson.decode(notifications.body).items) do
          home.notifications[i] = {
            id = n.id, message = n.message, kind = n.kind, unread = n.unread, createdAt = n.createdAt,
          }
        end
        -- Debian's cjson has no word for an empty list.
        local body = cjson.encode(home):sub(1, -2) .. ',"meta":{"missing":[]}}'
        ngx.header["content-length"] = #body
        ngx.print(body)
      }
    }
`;
