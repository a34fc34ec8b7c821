-- Of the holds that were put away, those of a channel or a place that has few, and those that ended as few do, are found without reading the rest. Only
-- housekeeping writes here, so nobody who holds anything pays for it.
create index holds_ended_of_channel on holds_ended (channel, id);
create index holds_ended_at_location on holds_ended (location, id);
create index holds_ended_by_state on holds_ended (state, id);
