-- MySQL. Without a binary no-pad collation a1, A1 and "a1 " would be one id.
-- There are no foreign keys: each would lock or rewrite the parent's row on every order.
-- Times are UTC, without a zone, so that no session's zone can shift them.

-- What a shop has decided for all of its pools. No row: as the library does it.
create table if not exists licence_shop (
    shop_id   varchar(100) not null,
    threshold varchar(200) not null,
    primary key (shop_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- One row per pool of uploaded keys. The tag of the untagged pool is empty.
create table if not exists licence_pool (
    shop_id           varchar(100) not null,
    pool_id           bigint not null auto_increment,
    tag               varchar(100) not null,
    -- Positions only grow. Whoever adds stock holds this row's lock.
    next_position     bigint not null,
    -- Grows when lines join the queue, where a lock is refused on a row that changed since the snapshot.
    queue_version     bigint default 0 not null,
    total_keys        bigint not null,
    -- When the merchant is warned, such as 80%,95%,5 for two percentages and five keys left.
    threshold         varchar(200) not null,
    -- Whether that is the shop's default, and changes with it.
    follows_default   boolean not null,
    -- What is to be told and was not yet: the position at or past which a claim reaches it, and the level.
    alerts            varchar(500) not null,
    -- The first of these positions. The largest bigint means that nothing is to be told.
    alert_position    bigint not null,
    -- Whether keys that differ only in case are the same key. Only for a pool that never had one.
    ignores_case      boolean default false not null,
    primary key (shop_id, pool_id),
    unique (shop_id, tag),
    unique (pool_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Every key that the shop ever had. Updated only when the secrets change under which it is stored.
create table if not exists licence_key (
    shop_id            varchar(100) not null,
    key_id             binary(16) not null,
    sealed_value       varbinary(4200) not null,
    fingerprint        binary(32) not null,
    -- Of a key that was stored, or stored anew, while the fingerprint secret changed: the same before and after it.
    shared_fingerprint binary(32),
    -- The same two of the key whatever its case, if it came into a pool that ignores case.
    folded_fingerprint binary(32),
    shared_folded      binary(32),
    -- Zero for a key that was generated.
    import_id          binary(16) not null,
    note               varchar(500) not null,
    created_at         datetime(6) not null,
    -- From when on the key is not given any more; null if it never expires.
    expires_at         datetime(6),
    primary key (shop_id, key_id),
    unique (shop_id, fingerprint),
    unique (shop_id, shared_fingerprint),
    unique (shop_id, folded_fingerprint),
    unique (shop_id, shared_folded),
    key licence_key_expiry (shop_id, expires_at)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Which secrets the shop's keys need, so that a program that lacks one finds out when it starts. Of no use to a reader.
create table if not exists licence_protection (
    shop_id        varchar(100) not null,
    encryption_id  varchar(32) not null,
    fingerprint_id varchar(32) not null,
    -- A known text, stored as a key would be.
    sealed_value   varbinary(100) not null,
    fingerprint    binary(32) not null,
    -- The last key that a rotation to these secrets stored anew; zero before the first.
    rotated_to     binary(16) not null,
    primary key (shop_id, encryption_id, fingerprint_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Where each batch of an import put its keys, so that it can be undone.
create table if not exists licence_import_part (
    shop_id        varchar(100) not null,
    import_id      binary(16) not null,
    pool_id        bigint not null,
    first_position bigint not null,
    last_position  bigint not null,
    primary key (shop_id, import_id, pool_id, first_position)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- The keys that can be given, and nothing else. A claim deletes from here.
create table if not exists licence_stock (
    shop_id  varchar(100) not null,
    pool_id  bigint not null,
    position bigint not null,
    key_id   binary(16) not null,
    -- As with the key, so that a claim need not look there.
    expires_at datetime(6),
    primary key (shop_id, pool_id, position),
    unique (shop_id, key_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- How many keys of a pool customers have seen, in parts, so that they seldom wait for each other.
create table if not exists licence_revealed (
    shop_id       varchar(100) not null,
    pool_id       bigint not null,
    part          int not null,
    revealed_keys bigint not null,
    primary key (shop_id, pool_id, part)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Keys that were taken out of stock for good. Each key is in just one of stock, assignments, revoked and retired.
create table if not exists licence_retired (
    shop_id    varchar(100) not null,
    key_id     binary(16) not null,
    pool_id    bigint not null,
    retired_at datetime(6) not null,
    primary key (shop_id, key_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Up to where keys of a pool were ever taken. From the highest of these positions on a pool has no gap.
create table if not exists licence_taken (
    shop_id     varchar(100) not null,
    pool_id     bigint not null,
    taken_below bigint not null,
    note_id     binary(16) not null,
    primary key (shop_id, pool_id, taken_below, note_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- How many keys of a pool had been given at a time, for forecasts.
create table if not exists licence_usage (
    shop_id    varchar(100) not null,
    pool_id    bigint not null,
    sampled_at datetime(6) not null,
    given_keys bigint not null,
    primary key (shop_id, pool_id, sampled_at)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Every order line that was ever fulfilled. Its primary key is what makes fulfilment safe to repeat.
create table if not exists licence_order_line (
    shop_id       varchar(100) not null,
    order_id      varchar(100) not null,
    line_id       varchar(100) not null,
    product_id    varchar(100) not null,
    variant_id    varchar(100) not null,
    customer_ref  varchar(100) not null,
    quantity      int not null,
    keys_per_unit int not null,
    shortage      varchar(20) not null,
    waiting_keys  int not null,
    -- Units that were refunded or cancelled; the largest int however many are ordered. Only grows.
    refunded_units int default 0 not null,
    -- Keys that it is not given again, since a person took them away.
    withdrawn_keys int default 0 not null,
    -- Whether it is of a test order, whose keys come from no stock.
    test_order    boolean default false not null,
    created_at    datetime(6) not null,
    primary key (shop_id, order_id, line_id),
    -- For lists, the latest first.
    key licence_order_line_customer (shop_id, customer_ref, created_at, order_id, line_id),
    key licence_order_line_product (shop_id, product_id, created_at, order_id, line_id),
    key licence_order_line_time (shop_id, created_at, order_id, line_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Which key went to which line. The key is the primary key: the database itself forbids giving one twice.
create table if not exists licence_assignment (
    shop_id     varchar(100) not null,
    key_id      binary(16) not null,
    order_id    varchar(100) not null,
    line_id     varchar(100) not null,
    key_number  int not null,
    -- 0 if the key was generated.
    pool_id     bigint not null,
    assigned_at datetime(6) not null,
    -- As with the key, so that a repeat need not look there.
    expires_at datetime(6),
    -- When the customer first saw it; null before.
    revealed_at datetime(6),
    primary key (shop_id, key_id),
    unique (shop_id, order_id, line_id, key_number)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Keys that were withdrawn from their lines for good, as the lines had them.
create table if not exists licence_revoked (
    shop_id     varchar(100) not null,
    key_id      binary(16) not null,
    order_id    varchar(100) not null,
    line_id     varchar(100) not null,
    key_number  int not null,
    pool_id     bigint not null,
    assigned_at datetime(6) not null,
    expires_at  datetime(6),
    revealed_at datetime(6),
    revoked_at  datetime(6) not null,
    primary key (shop_id, key_id),
    key licence_revoked_line (shop_id, order_id, line_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- What was refunded or cancelled, so that a refund that is told twice counts once.
create table if not exists licence_refund (
    shop_id     varchar(100) not null,
    order_id    varchar(100) not null,
    line_id     varchar(100) not null,
    refund_id   varchar(100) not null,
    -- The largest int for the whole line, however many units it has.
    units       int not null,
    refunded_at datetime(6) not null,
    primary key (shop_id, order_id, line_id, refund_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- The queues: a line stands in the queue of every pool of which a key would do. Lower places came earlier.
create table if not exists licence_waiting (
    place    bigint not null auto_increment,
    shop_id  varchar(100) not null,
    pool_id  bigint not null,
    order_id varchar(100) not null,
    line_id  varchar(100) not null,
    primary key (shop_id, pool_id, place),
    unique (shop_id, order_id, line_id, pool_id),
    unique (place)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- How a product, or a variant where the variant is not empty, gets its keys.
create table if not exists licence_product (
    shop_id       varchar(100) not null,
    product_id    varchar(100) not null,
    variant_id    varchar(100) not null,
    keys_per_unit int not null,
    shortage      varchar(20) not null,
    primary key (shop_id, product_id, variant_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Its sources, in the order in which they are asked. Pool 0 is the generator.
create table if not exists licence_product_source (
    shop_id    varchar(100) not null,
    product_id varchar(100) not null,
    variant_id varchar(100) not null,
    ordinal    int not null,
    pool_id    bigint not null,
    primary key (shop_id, product_id, variant_id, ordinal),
    index licence_product_source_pool (shop_id, pool_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- A shop's own words on its download pages: for a product or variant, or for all where both are empty, in one language, or in
-- all where that is empty.
create table if not exists licence_text (
    shop_id      varchar(100) not null,
    product_id   varchar(100) not null,
    variant_id   varchar(100) not null,
    language_tag varchar(100) not null,
    -- Which text it is; empty for the row that is locked by whoever replaces the others like it.
    text_name    varchar(40) not null,
    -- At most 500 code points, of which some count twice on H2.
    words        varchar(1000) not null,
    primary key (shop_id, product_id, variant_id, language_tag, text_name)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- What happened. Rows are only ever added.
create table if not exists licence_event (
    shop_id     varchar(100) not null,
    event_id    binary(16) not null,
    kind        varchar(40) not null,
    occurred_at datetime(6) not null,
    -- Empty if it came about by itself.
    actor       varchar(100) not null,
    reason      varchar(500) not null,
    -- The key that it is about; null if it is about none, or several.
    key_id      binary(16),
    -- What else its kind tells. Pools are named as they were called then.
    details     varchar(4000) not null,
    primary key (shop_id, event_id),
    key licence_event_key (key_id, shop_id, event_id)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Events that were not delivered yet. Those of a topic are written by whoever holds the topic's pool or line, so that their
-- numbers are in the order in which they happened.
create table if not exists licence_outbox (
    seq         bigint not null auto_increment,
    shop_id     varchar(100) not null,
    -- Who delivers events takes one part after the other; -1 is for those that are parked.
    part        int not null,
    topic       varchar(120) not null,
    event_id    binary(16) not null,
    attempts    int not null,
    -- Not before; null if it was never tried.
    retry_at    datetime(6),
    -- Those that have it, where another one failed.
    received_by varchar(500) not null,
    -- The class of the last exception.
    failure     varchar(200) not null,
    primary key (shop_id, part, seq),
    unique (seq)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;

-- Who delivers the events of a part at the moment.
create table if not exists licence_lease (
    shop_id      varchar(100) not null,
    part         int not null,
    leased_by    binary(16) not null,
    leased_until datetime(6) not null,
    primary key (shop_id, part)
) engine = innodb default character set utf8mb4 collate utf8mb4_0900_bin;
