-- When a provider said that a payment came to nothing: it takes that reference no more, and the payer who tries again is asked under another.
alter table payment_instructions add failed_at timestamptz;
