-- The shop's own tables. Those of the library are made by the library.
create table if not exists shop_order (
  id varchar(100) primary key,
  name varchar(100) not null,
  email varchar(254),
  language varchar(35) not null,
  test boolean not null,
  placed_at timestamp with time zone not null
);

create table if not exists shop_order_line (
  order_id varchar(100) not null references shop_order (id),
  line_id varchar(100) not null,
  place integer not null,
  product varchar(100) not null,
  variant varchar(100),
  title varchar(500) not null,
  quantity integer not null,
  primary key (order_id, line_id)
);

-- Who has the address of a download page has the keys: only its hash is kept.
create table if not exists shop_download (
  token_hash char(64) primary key,
  order_id varchar(100) not null references shop_order (id),
  issued_at timestamp with time zone not null
);

-- Mails to send and mails that were sent, so that none is sent twice or forgotten.
create table if not exists shop_mail (
  id varchar(200) primary key,
  order_id varchar(100) references shop_order (id),
  due_at timestamp with time zone not null,
  attempts integer not null,
  sent_at timestamp with time zone
);
