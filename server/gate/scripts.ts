/**
 * The count in Redis, one hash for each pool: `g` its generation, `l` what the database told, `p` at which position of the feed, `t` when (Redis's
 * clock, milliseconds), `b` since when its generation counts, `n` what is left, `d` from which position on it has to be looked at. Each script is one step for all that came together;
 * `counter.ts` says what the steps mean, and a test holds the two side by side.
 */

/**
 * KEYS: pools. ARGV: fresh for ms, then for each wish: is whole, how many wants, and for each its pool's place and its quantity. Answers for each wish
 * the places (from 0) of its wants that have nothing left, if it is refused; else 2 if it was counted plus 1 if all was seen. Then what is known of
 * each pool.
 */
export const takeScript = `
local freshFor = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local pools = {}
for i, key in ipairs(KEYS) do
  local found = redis.call('HMGET', key, 'g', 'n', 't', 'p', 'd')
  if found[1] then
    local fresh = now - tonumber(found[3]) <= freshFor and tonumber(found[4]) >= tonumber(found[5])
    pools[i] = { generation = found[1], left = tonumber(found[2]), fresh = fresh, took = 0 }
  end
end
local answers = {}
local at = 2
while at <= #ARGV do
  local whole, count = ARGV[at] == '1', tonumber(ARGV[at + 1])
  local seen, fits, told, out = true, true, true, {}
  for k = 0, count - 1 do
    local pool, quantity = pools[tonumber(ARGV[at + 2 + 2 * k])], tonumber(ARGV[at + 3 + 2 * k])
    if not pool then seen = false
    else
      if not pool.fresh then seen = false end
      if pool.left < quantity then fits = false end
      if pool.left <= 0 then out[#out + 1] = k elseif pool.left < quantity then told = false end
    end
  end
  if whole and seen and told and #out > 0 then answers[#answers + 1] = out
  else
    if fits then
      for k = 0, count - 1 do
        local pool, quantity = pools[tonumber(ARGV[at + 2 + 2 * k])], tonumber(ARGV[at + 3 + 2 * k])
        if pool then
          pool.left = pool.left - quantity
          pool.took = pool.took + quantity
        end
      end
    end
    answers[#answers + 1] = (fits and 2 or 0) + (seen and 1 or 0)
  end
  at = at + 2 + 2 * count
end
local told = {}
for i, key in ipairs(KEYS) do
  local pool = pools[i]
  if pool then
    if pool.took > 0 then redis.call('HINCRBY', key, 'n', -pool.took) end
    told[i] = { pool.generation, pool.left }
  else
    told[i] = { '', 0 }
  end
end
return { answers, told }
`

/** KEYS: pools. ARGV: for each step its pool's place, generation ('': not counted), quantity, position ('': not taken). */
export const settleScript = `
for at = 1, #ARGV, 4 do
  local key, generation = KEYS[tonumber(ARGV[at])], ARGV[at + 1]
  local quantity, position = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local found = redis.call('HMGET', key, 'g', 'p')
  if found[1] then
    local counted = found[1] == generation
    if not position then
      if counted then redis.call('HINCRBY', key, 'n', quantity) end
    elseif not counted and position > tonumber(found[2]) then
      redis.call('HINCRBY', key, 'n', -quantity)
    end
  end
end
return 1
`

/**
 * KEYS: pools. ARGV: a new generation, how long a pool is remembered (ms), how long what was let through counts (ms), then for each pool what is available
 * and at which position.
 */
export const lookScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local answers = {}
for i, key in ipairs(KEYS) do
  local available, position = tonumber(ARGV[2 + 2 * i]), tonumber(ARGV[3 + 2 * i])
  local found = redis.call('HMGET', key, 'g', 'l', 'p', 'n', 'b')
  answers[i] = ''
  if not found[1] then
    redis.call('HSET', key, 'g', ARGV[1], 'l', available, 'p', position, 't', now, 'b', now, 'n', available, 'd', 0)
  elseif position >= tonumber(found[3]) then
    local before = tonumber(found[4])
    local generation, left, begun = ARGV[1], available, now
    if position == tonumber(found[3]) and now - tonumber(found[5]) < tonumber(ARGV[3]) then
      generation, left, begun = found[1], before + available - tonumber(found[2]), tonumber(found[5])
    end
    redis.call('HSET', key, 'g', generation, 'l', available, 'p', position, 't', now, 'b', begun, 'n', left)
    answers[i] = tostring(left - before)
  end
  redis.call('PEXPIRE', key, ARGV[2])
end
return answers
`

/** KEYS: pools. ARGV: a position. */
export const doubtScript = `
for _, key in ipairs(KEYS) do
  local before = redis.call('HGET', key, 'd')
  if before and tonumber(before) < tonumber(ARGV[1]) then redis.call('HSET', key, 'd', ARGV[1]) end
end
return 1
`
