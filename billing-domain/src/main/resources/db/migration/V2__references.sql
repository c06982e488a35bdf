-- References by name say why they are no foreign keys.
comment on column order_choice.add_on is 'No foreign key: the add-on''s name in the version that was ordered; another version may lack it';
comment on column recurring_line.add_on is 'No foreign key: the add-on''s name when it was charged; empty for the package itself';
