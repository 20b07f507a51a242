-- What is shown of an address is an area that many live in, as `mask.address` says it, or nothing: what could lead to a
-- door is refused here too. What an area is called, the database does not know.
create function exchange.is_coarse_address(address text) returns boolean language sql immutable strict parallel safe
return
  -- Chinese characters and what stands between them: no digit and no letter in any width. 〇 is none of these characters.
  normalize(address, nfkc) ~ '^[㐀-䶿一-鿿 ,、·()-]+$'
  -- No numeral that is written in no name of a place.
  and address !~ '[壹贰貳叁參肆柒捌玖拾佰仟]'
  -- None that counts houses, stairs, floors or rooms, and none read digit by digit.
  and address !~ '[一二三四五六七八九十百千廿卅零幺两陆伍](幢|栋|座|号(?!桥)|单元|弄|室|层|楼|户|房|梯|排|组(?!团)|小组|村民小组|门(?!县|峡))'
  and address !~ '[零幺一二三四五六七八九陆伍]{3}'
  and address !~ '幢|栋|单元|室|户|门牌';

-- What was masked by the rules of before. The rules are not written here a second time: what does not end with the name of
-- an area, or could lead to a door, is hidden whole until its unit sets it anew. The owner is under the policies too: they
-- are lifted for a moment, as is the trigger that keeps published words.
alter table exchange.beneficiary_mask no force row level security;
update exchange.beneficiary_mask set name = regexp_replace(name, '^\s+', ''), address = case
    when exchange.is_coarse_address(address) and address ~ '(省|市|区|县|街道|镇|乡|社区|村|路|街|巷|弄|大道|小区|花园|家园|公寓|苑|里)$' then address end
  where name ~ '^\s' or address is not null;
alter table exchange.beneficiary_mask force row level security;

alter table exchange.need disable trigger need_words_stand;
update exchange.need set place_masked = null where not exchange.is_coarse_address(place_masked);
alter table exchange.need enable trigger need_words_stand;

alter table exchange.beneficiary_mask
  drop constraint beneficiary_address_masked,
  add constraint beneficiary_address_masked check (exchange.is_coarse_address(address)),
  drop constraint beneficiary_name_masked,
  add constraint beneficiary_name_masked check (name ~ '^[^\s*]{0,2}[*]{2}$');
