/** What a shop keeps that counts in a Redis: a number that must not fall below nothing, and who took from it. `left`, `holds`; how many, for whom. */
export const takeScript = `
  local left = tonumber(redis.call('get', KEYS[1]))
  if left < tonumber(ARGV[1]) then return 0 end
  redis.call('decrby', KEYS[1], ARGV[1])
  redis.call('hset', KEYS[2], ARGV[2], ARGV[1])
  return 1`
