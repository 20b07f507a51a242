-- The masks of contacts say what `mask.name` and `mask.mobile` say: all the compound surnames, no gap before a name, and of a
-- number that is no mobile number of the mainland nothing at all. Before, one of 8 digits was shown by half.
create or replace function rights.mask_name(name text) returns text language sql immutable strict
as $$
  -- The white space that `trim` of JavaScript takes away, and PostgreSQL does not know by itself.
  with bare as (
    select btrim(replace(name, '*', ''), E'\t\n\x0B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF') as text
  )
  select case when left(text, 2) in (
      '欧阳', '上官', '司马', '诸葛', '司徒', '东方', '独孤', '南宫', '万俟', '闻人', '夏侯', '尉迟', '公羊', '澹台', '公冶',
      '宗政', '濮阳', '淳于', '单于', '太叔', '申屠', '公孙', '仲孙', '轩辕', '令狐', '钟离', '宇文', '长孙', '慕容', '鲜于',
      '闾丘', '司空', '亓官', '司寇', '子车', '端木', '呼延', '皇甫'
    ) and (char_length(text) > 2 or name like '%*%') then left(text, 2) else left(text, 1) end || '**'
  from bare
$$;

create or replace function rights.mask_mobile(mobile text) returns text language sql immutable strict
as $$
  select case
    when mobile ~ '^([+]86)?1[0-9]{2}[*]{4}[0-9]{4}$' then mobile
    when mobile ~ '^([+]86)?1[0-9]{10}$' then left(mobile, -8) || '****' || right(mobile, 4)
    else '****' end
$$;

-- What was masked by the rules of before. The owner is under the policies too: they are lifted for a moment.
alter table directory.unit_contact no force row level security;
alter table directory.unit_contact_mask no force row level security;
update directory.unit_contact_mask k set name = rights.mask_name(c.name), mobile = rights.mask_mobile(c.mobile)
  from directory.unit_contact c where c.unit_id = k.unit_id;
alter table directory.unit_contact force row level security;
alter table directory.unit_contact_mask force row level security;
alter table exchange.beneficiary no force row level security;
alter table exchange.beneficiary_mask no force row level security;
update exchange.beneficiary_mask k set name = rights.mask_name(b.name)
  from exchange.beneficiary b where b.id = k.id and k.name <> rights.mask_name(b.name);
-- What is looked at when the transaction ends is looked at now: no table is altered before.
set constraints all immediate;
alter table exchange.beneficiary force row level security;
alter table exchange.beneficiary_mask force row level security;

-- The shapes of the masks of beneficiaries.
alter table directory.unit_contact_mask
  drop constraint unit_contact_mask_name_check,
  add constraint unit_contact_name_masked check (name ~ '^[^\s*]{0,2}[*]{2}$'),
  drop constraint unit_contact_mask_mobile_check,
  add constraint unit_contact_mobile_masked check (mobile ~ '^(([+]86)?1[0-9]{2})?[*]{4}([0-9]{4})?$');
