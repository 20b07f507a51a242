-- Alliances and programmes are listed as a dictionary lists them, as units are (docs/decisions/0039).
drop index directory.alliance_kind;
create index alliance_kind on directory.alliance (kind, name collate directory.pinyin, id);
create index alliance_by_name on directory.alliance (name collate directory.pinyin, id);
drop index directory.programme_by_name;
create index programme_by_name on directory.programme (name collate directory.pinyin, id);
