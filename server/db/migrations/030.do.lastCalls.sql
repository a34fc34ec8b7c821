-- When somebody last called with a key, to the minute: noted when the key is looked up anew, not with each call.
alter table channel_keys add column last_call_at timestamptz;
