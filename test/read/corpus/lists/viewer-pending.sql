-- on the guarded lane, under row-level security
with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    select
      json_build_object(
        'pending', (
          select
            json_build_object(
              'totalCount', (
                select count(*)
                from
                  (
                    select
                      w.*,
                      w.kind || ':' || w.subject || '_' || replace(w.subject_id::text, '-', '') as key,
                      case when w.subject = 'identifier' then w.subject_id
                      end as identifier_id_of_subject,
                      case when w.subject = 'import' then w.subject_id
                      end as import_id_of_subject,
                      case when w.subject = 'relation' then w.subject_id
                      end as relation_id_of_subject,
                      case when w.subject = 'personrelation' then w.subject_id
                      end as personrelation_id_of_subject,
                      case when w.subject = 'householdlink' then w.subject_id
                      end as householdlink_id_of_subject,
                      case when w.subject = 'membership' then w.subject_id
                      end as membership_id_of_subject,
                      case when w.subject = 'alliance' then w.subject_id
                      end as alliance_id_of_subject,
                      case when w.subject = 'booking' then w.subject_id
                      end as booking_id_of_subject,
                      case when w.subject = 'lending' then w.subject_id
                      end as lending_id_of_subject,
                      case when w.subject = 'need' then w.subject_id
                      end as need_id_of_subject,
                      case when w.subject = 'offer' then w.subject_id
                      end as offer_id_of_subject,
                      case when w.subject = 'match' then w.subject_id
                      end as match_id_of_subject,
                      case when w.subject = 'claim' then w.subject_id
                      end as claim_id_of_subject,
                      case when w.subject = 'agreement' then w.subject_id
                      end as agreement_id_of_subject,
                      case when w.subject = 'commitment' then w.subject_id
                      end as commitment_id_of_subject,
                      case when w.subject = 'event' then w.subject_id
                      end as event_id_of_subject,
                      case when w.subject = 'settlement' then w.subject_id
                      end as settlement_id_of_subject,
                      case when w.subject = 'clearing' then w.subject_id
                      end as clearing_id_of_subject,
                      case when w.subject = 'clearingsettlement' then w.subject_id
                      end as clearingsettlement_id_of_subject,
                      case when w.subject = 'benefitrule' then w.subject_id
                      end as benefitrule_id_of_subject,
                      case when w.subject = 'application' then w.subject_id
                      end as application_id_of_subject,
                      case when w.subject = 'enrolment' then w.subject_id
                      end as enrolment_id_of_subject,
                      case when w.subject = 'listingimport' then w.subject_id
                      end as listingimport_id_of_subject,
                      case when w.subject = 'contribution' then w.subject_id
                      end as contribution_id_of_subject,
                      case when w.subject = 'sharing' then w.subject_id
                      end as sharing_id_of_subject
                    from
                      (
                        select
                          'UNIT_IDENTIFIER' as kind,
                          'VERIFY' as verb,
                          'COORDINATOR' as waits_for,
                          'identifier' as subject,
                          i.id as subject_id,
                          i.added_at as since,
                          null::timestamptz as due_at,
                          b.alliance_id as alliance_id,
                          i.unit_id as unit_id
                        from rights.membership b join directory.unit_identifier i on i.unit_id = b.unit_id
                        where
                          (
                            b.alliance_id = viewer.coordinated
                            and i.state = 'UNVERIFIED'
                            and coalesce(b.valid @> $5::timestamptz, false)
                            and i.unit_id <> viewer.unit_id
                          )
                        union all
                        select
                          'UNIT_IMPORT' as kind,
                          'CONFIRM' as verb,
                          'COORDINATOR' as waits_for,
                          'import' as subject,
                          j.id as subject_id,
                          coalesce(j.checked_at, j.created_at) as since,
                          j.checked_at + make_interval(days => 30) as due_at,
                          j.alliance_id as alliance_id,
                          null::uuid as unit_id
                        from directory.import_job j
                        where
                          (j.alliance_id = viewer.coordinated and j.state = 'CHECKED' and j.unit_id = viewer.unit_id)
                        union all
                        select
                          'RELATION' as kind,
                          'ANSWER' as verb,
                          'UNIT' as waits_for,
                          'relation' as subject,
                          r.id as subject_id,
                          r.proposed_at as since,
                          r.proposed_until as due_at,
                          null::uuid as alliance_id,
                          r.proposed_by_unit_id as unit_id
                        from directory.relation r
                        where
                          (
                            r.state = 'PROPOSED'
                            and (
                              (
                                r.proposed_by_unit_id = r.subject_unit_id
                                and (
                                  (r.object_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                                  or (
                                    r.object_area_id is not null
                                    and directory.keeps_area (viewer.unit_id, r.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                                    and (
                                      viewer.unit_id = viewer.unit_id
                                      and 'ADMINISTRATOR' = any (viewer.roles::text[])
                                    )
                                  )
                                )
                              )
                              or (
                                (r.subject_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                                and not r.proposed_by_unit_id = r.subject_unit_id
                              )
                            )
                          )
                        union all
                        select
                          'PERSON_RELATION' as kind,
                          'ANSWER' as verb,
                          case r.proposed_by when 'UNIT' then 'PERSON' else 'UNIT'
                          end as waits_for,
                          'personrelation' as subject,
                          r.id as subject_id,
                          r.proposed_at as since,
                          r.proposed_until as due_at,
                          null::uuid as alliance_id,
                          case r.proposed_by when 'UNIT' then r.host_unit_id else r.home_unit_id
                          end as unit_id
                        from directory.person_relation_shown r
                        where
                          (
                            r.state = 'PROPOSED'
                            and (
                              (r.proposed_by = 'UNIT' and r.person_id = $1::uuid)
                              or (
                                r.proposed_by = 'PERSON'
                                and (r.host_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                              )
                            )
                          )
                        union all
                        select
                          'HOUSEHOLD_LINK' as kind,
                          'ANSWER' as verb,
                          'PERSON' as waits_for,
                          'householdlink' as subject,
                          l.id as subject_id,
                          l.proposed_at as since,
                          null::timestamptz as due_at,
                          null::uuid as alliance_id,
                          l.host_unit_id as unit_id
                        from directory.household_link l
                        where (l.state = 'PROPOSED' and l.person_id = $1::uuid)
                        union all
                        select
                          'MEMBERSHIP_APPLICATION' as kind,
                          'DECIDE' as verb,
                          'COORDINATOR' as waits_for,
                          'membership' as subject,
                          m.id as subject_id,
                          m.applied_at as since,
                          null::timestamptz as due_at,
                          m.alliance_id as alliance_id,
                          m.unit_id as unit_id
                        from directory.membership m
                        where (m.state = 'APPLIED' and m.alliance_id = viewer.coordinated)
                        union all
                        select
                          'MEMBERSHIP_INVITATION' as kind,
                          'ANSWER' as verb,
                          'UNIT' as waits_for,
                          'membership' as subject,
                          m.id as subject_id,
                          m.applied_at as since,
                          null::timestamptz as due_at,
                          m.alliance_id as alliance_id,
                          a.lead_unit_id as unit_id
                        from directory.membership m join directory.alliance a on a.id = m.alliance_id
                        where (m.state = 'INVITED' and m.unit_id = viewer.unit_id)
                        union all
                        select
                          'ALLIANCE_LEAD' as kind,
                          'ANSWER' as verb,
                          'UNIT' as waits_for,
                          'alliance' as subject,
                          a.id as subject_id,
                          a.lead_offered_at as since,
                          null::timestamptz as due_at,
                          a.id as alliance_id,
                          a.lead_unit_id as unit_id
                        from directory.alliance a
                        where
                          (
                            (a.lead_offered_to = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                            and a.id = viewer.alliance_id
                            and a.id = any (viewer.memberships)
                          )
                        union all
                        select
                          'BOOKING' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'booking' as subject,
                          b.id as subject_id,
                          b.created_at as since,
                          b.held_until as due_at,
                          b.alliance_id as alliance_id,
                          r.owner_unit_id as unit_id
                        from exchange.booking b join exchange.resource r on r.id = b.resource_id
                        where
                          b.state = 'HELD'
                          and b.unit_id = viewer.unit_id
                          and b.held_until is not null
                          and b.held_until > $5::timestamptz
                          and b.alliance_id = viewer.alliance_id
                        union all
                        select
                          'LENDING' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'lending' as subject,
                          l.id as subject_id,
                          l.handed_over_at as since,
                          l.due_at as due_at,
                          l.alliance_id as alliance_id,
                          l.owner_unit_id as unit_id
                        from exchange.lending l
                        where
                          l.state = 'HANDED_OVER'
                          and l.borrower_unit_id = viewer.unit_id
                          and l.alliance_id = viewer.alliance_id
                        union all
                        select
                          'LENDING_BACK' as kind,
                          'DELIVER' as verb,
                          'UNIT' as waits_for,
                          'lending' as subject,
                          l.id as subject_id,
                          l.received_at as since,
                          l.due_at as due_at,
                          l.alliance_id as alliance_id,
                          l.owner_unit_id as unit_id
                        from exchange.lending l
                        where
                          l.state = 'LENT'
                          and l.borrower_unit_id = viewer.unit_id
                          and l.alliance_id = viewer.alliance_id
                        union all
                        select
                          'LENDING_RETURN' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'lending' as subject,
                          l.id as subject_id,
                          l.given_back_at as since,
                          null::timestamptz as due_at,
                          l.alliance_id as alliance_id,
                          l.borrower_unit_id as unit_id
                        from exchange.lending l
                        where
                          l.state = 'GIVEN_BACK'
                          and l.owner_unit_id = viewer.unit_id
                          and l.alliance_id = viewer.alliance_id
                        union all
                        select
                          'NEED_REVIEW' as kind,
                          'REVIEW' as verb,
                          'COORDINATOR' as waits_for,
                          'need' as subject,
                          n.id as subject_id,
                          n.published_at as since,
                          least(n.closes_at, n.ends_at) as due_at,
                          null::uuid as alliance_id,
                          n.owner_unit_id as unit_id
                        from exchange.need n
                        where
                          (
                            n.state = 'IN_REVIEW'
                            and (n.shown_to @> array[viewer.alliance_id] or n.shown_to = '{}')
                            and (
                              (
                                n.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (n.shown_to)
                                  or (n.visibility = 'PUBLIC' and n.shown_to = '{}')
                                )
                              )
                              and not exists (
                                select
                                from rights.post p
                                where
                                  p.unit_id = n.owner_unit_id
                                  and coalesce(p.valid @> $5::timestamptz, false)
                                  and p.person_id = $1::uuid
                                offset 0
                              )
                              and n.owner_unit_id <> viewer.unit_id
                            )
                          )
                        union all
                        select
                          'NEED_REVISION' as kind,
                          'REVISE' as verb,
                          'UNIT' as waits_for,
                          'need' as subject,
                          n.id as subject_id,
                          w.reviewed_at as since,
                          least(n.closes_at, n.ends_at) as due_at,
                          w.alliance_id as alliance_id,
                          w.unit_id as unit_id
                        from exchange.need n join exchange.need_review w on w.need_id = n.id and w.wording = n.wording
                        where
                          (
                            n.owner_unit_id = viewer.unit_id
                            and n.state = 'RETURNED'
                            and (n.visibility = 'PUBLIC' or viewer.alliance_id = any (n.shown_to))
                          )
                        union all
                        select
                          'OFFER_REVIEW' as kind,
                          'REVIEW' as verb,
                          'COORDINATOR' as waits_for,
                          'offer' as subject,
                          n.id as subject_id,
                          n.published_at as since,
                          least(n.closes_at, n.ends_at) as due_at,
                          null::uuid as alliance_id,
                          n.owner_unit_id as unit_id
                        from exchange.offer n
                        where
                          (
                            n.state = 'IN_REVIEW'
                            and (n.shown_to @> array[viewer.alliance_id] or n.shown_to = '{}')
                            and (
                              (
                                n.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (n.shown_to)
                                  or (n.visibility = 'PUBLIC' and n.shown_to = '{}')
                                )
                              )
                              and not exists (
                                select
                                from rights.post p
                                where
                                  p.unit_id = n.owner_unit_id
                                  and coalesce(p.valid @> $5::timestamptz, false)
                                  and p.person_id = $1::uuid
                                offset 0
                              )
                              and n.owner_unit_id <> viewer.unit_id
                            )
                          )
                        union all
                        select
                          'OFFER_REVISION' as kind,
                          'REVISE' as verb,
                          'UNIT' as waits_for,
                          'offer' as subject,
                          n.id as subject_id,
                          w.reviewed_at as since,
                          least(n.closes_at, n.ends_at) as due_at,
                          w.alliance_id as alliance_id,
                          w.unit_id as unit_id
                        from
                          exchange.offer n
                          join exchange.offer_review w on w.offer_id = n.id
                          and w.wording = n.wording
                        where
                          (
                            n.owner_unit_id = viewer.unit_id
                            and n.state = 'RETURNED'
                            and (n.visibility = 'PUBLIC' or viewer.alliance_id = any (n.shown_to))
                          )
                        union all
                        select
                          'MATCH' as kind,
                          'ANSWER' as verb,
                          'UNIT' as waits_for,
                          'match' as subject,
                          m.id as subject_id,
                          m.created_at as since,
                          least(m.respond_by, s.starts_at, least(n.closes_at, n.ends_at), least(o.closes_at, o.ends_at)) as due_at,
                          m.alliance_id as alliance_id,
                          case when m.supplier_unit_id = viewer.unit_id then m.demander_unit_id else m.supplier_unit_id
                          end as unit_id
                        from
                          exchange.match m
                          left join exchange.need n on n.id = m.need_id
                          left join exchange.offer o on o.id = m.offer_id
                          left join exchange.slot s on s.id = m.slot_id
                        where
                          m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                          and (
                            (m.supplier_unit_id = viewer.unit_id and m.supplier_accepted_at is null)
                            or (
                              m.demander_unit_id = viewer.unit_id
                              and m.demander_accepted_at is null
                              and m.state <> 'CALLED'
                            )
                          )
                          and coalesce(m.respond_by, 'infinity') > $5::timestamptz
                          and m.alliance_id = viewer.alliance_id
                          and m.alliance_id = any (viewer.memberships)
                        union all
                        select
                          'WISH_CLAIM' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'claim' as subject,
                          c.id as subject_id,
                          c.claimed_at as since,
                          n.ends_at as due_at,
                          c.alliance_id as alliance_id,
                          c.supplier_unit_id as unit_id
                        from exchange.wish_claim c join exchange.need n on n.id = c.need_id
                        where
                          (
                            c.state = 'CLAIMED'
                            and c.demander_unit_id = viewer.unit_id
                            and c.alliance_id = viewer.alliance_id
                          )
                        union all
                        select
                          'AGREEMENT' as kind,
                          'SIGN' as verb,
                          'UNIT' as waits_for,
                          'agreement' as subject,
                          g.id as subject_id,
                          (
                            select e.proposed_at
                            from exchange.agreement_edition e
                            where e.agreement_id = g.id and e.number = g.edition
                          ) as since,
                          (
                            select min(s.starts_at)
                            from exchange.booking b join exchange.slot s on s.id = b.slot_id
                            where b.agreement_id = g.id
                          ) as due_at,
                          g.alliance_id as alliance_id,
                          (
                            select o.unit_id
                            from exchange.agreement_party o
                            where o.agreement_id = g.id and o.unit_id <> p.unit_id
                            order by o.rank
                            limit 1
                          ) as unit_id
                        from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id
                        where
                          (
                            g.state = 'PENDING_SIGNATURES'
                            and p.awaits_signature
                            and p.unit_id = viewer.unit_id
                            and g.alliance_id = viewer.alliance_id
                          )
                        union all
                        select
                          'COMMITMENT' as kind,
                          'DELIVER' as verb,
                          'UNIT' as waits_for,
                          'commitment' as subject,
                          c.id as subject_id,
                          greatest(g.activated_at, c.due_at - make_interval(days => 7)) as since,
                          c.due_at as due_at,
                          g.alliance_id as alliance_id,
                          c.to_unit_id as unit_id
                        from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id
                        where
                          (
                            c.state = 'OPEN'
                            and c.from_unit_id = viewer.unit_id
                            and c.due_at < $5::timestamptz + make_interval(days => 7)
                            and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                            and g.alliance_id = viewer.alliance_id
                            and c.fulfilled + c.released + (
                              select coalesce(sum(e.quantity), 0)
                              from exchange.event e
                              where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null
                            ) < c.quantity
                          )
                        union all
                        select
                          'DELIVERY' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'event' as subject,
                          e.id as subject_id,
                          e.recorded_at as since,
                          e.confirm_by as due_at,
                          g.alliance_id as alliance_id,
                          e.recorded_by_unit_id as unit_id
                        from
                          exchange.event e
                          join exchange.commitment c on c.id = e.commitment_id
                          join exchange.agreement g on g.id = c.agreement_id
                        where
                          (
                            (c.from_unit_id = viewer.unit_id or c.to_unit_id = viewer.unit_id)
                            and e.state = 'RECORDED'
                            and c.state = 'OPEN'
                            and e.reverses_id is null
                            and e.recorded_by_unit_id <> viewer.unit_id
                            and coalesce(e.confirm_by > $5::timestamptz, true)
                            and g.alliance_id = viewer.alliance_id
                          )
                        union all
                        select
                          'DELIVERY_REVERSAL' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'event' as subject,
                          e.id as subject_id,
                          e.recorded_at as since,
                          e.confirm_by as due_at,
                          g.alliance_id as alliance_id,
                          e.recorded_by_unit_id as unit_id
                        from
                          exchange.event e
                          join exchange.commitment c on c.id = e.commitment_id
                          join exchange.agreement g on g.id = c.agreement_id
                        where
                          (
                            (c.from_unit_id = viewer.unit_id or c.to_unit_id = viewer.unit_id)
                            and e.state = 'RECORDED'
                            and e.reverses_id is not null
                            and e.recorded_by_unit_id <> viewer.unit_id
                            and coalesce(e.confirm_by > $5::timestamptz, true)
                            and g.alliance_id = viewer.alliance_id
                          )
                        union all
                        select
                          'DISPUTE' as kind,
                          'DECIDE' as verb,
                          'COORDINATOR' as waits_for,
                          'event' as subject,
                          e.id as subject_id,
                          r.referred_at as since,
                          null::timestamptz as due_at,
                          g.alliance_id as alliance_id,
                          r.unit_id as unit_id
                        from
                          exchange.event e
                          join exchange.commitment c on c.id = e.commitment_id
                          join exchange.agreement g on g.id = c.agreement_id
                          join exchange.event_referral r on r.event_id = e.id
                        where
                          (
                            e.state = 'DISPUTED'
                            and g.alliance_id = viewer.coordinated
                            and g.alliance_id = any (viewer.memberships)
                            and viewer.unit_id not in (c.from_unit_id, c.to_unit_id)
                          )
                        union all
                        select
                          'SETTLEMENT' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'settlement' as subject,
                          s.id as subject_id,
                          s.drawn_up_at as since,
                          null::timestamptz as due_at,
                          g.alliance_id as alliance_id,
                          nullif(s.drawn_up_by_unit_id, p.unit_id) as unit_id
                        from
                          exchange.settlement_party p
                          join exchange.settlement s on s.id = p.settlement_id
                          join exchange.agreement g on g.id = s.agreement_id
                        where
                          (
                            p.unit_id = viewer.unit_id
                            and p.is_awaited
                            and s.state = 'PENDING'
                            and g.alliance_id = viewer.alliance_id
                          )
                        union all
                        select
                          'CLEARING' as kind,
                          'DECIDE' as verb,
                          'COORDINATOR' as waits_for,
                          'clearing' as subject,
                          c.id as subject_id,
                          c.proposed_at as since,
                          null::timestamptz as due_at,
                          c.other_alliance_id as alliance_id,
                          c.proposed_by_unit_id as unit_id
                        from exchange.clearing c
                        where
                          (
                            c.other_alliance_id = viewer.coordinated
                            and c.state = 'PROPOSED'
                            and c.proposed_by_unit_id <> viewer.unit_id
                          )
                        union all
                        select
                          'CLEARING_SETTLEMENT' as kind,
                          'CONFIRM' as verb,
                          'COORDINATOR' as waits_for,
                          'clearingsettlement' as subject,
                          s.id as subject_id,
                          s.proposed_at as since,
                          null::timestamptz as due_at,
                          s.answering_alliance_id as alliance_id,
                          s.proposed_by_unit_id as unit_id
                        from exchange.clearing_settlement s
                        where
                          (
                            s.answering_alliance_id = viewer.coordinated
                            and s.state = 'PROPOSED'
                            and s.proposed_by_unit_id <> viewer.unit_id
                          )
                        union all
                        select
                          'CLEARING_BALANCE' as kind,
                          'DELIVER' as verb,
                          'COORDINATOR' as waits_for,
                          'clearing' as subject,
                          c.id as subject_id,
                          c.ends_at as since,
                          null::timestamptz as due_at,
                          a.alliance_id as alliance_id,
                          null::uuid as unit_id
                        from exchange.account a join exchange.clearing c on c.id = a.clearing_id
                        where
                          (
                            a.alliance_id = viewer.coordinated
                            and a.kind = 'CLEARING'
                            and a.balance > 0
                            and c.ends_at <= $5::timestamptz
                            and not exists (
                              select
                              from exchange.clearing_settlement s
                              where s.clearing_id = c.id and s.state = 'PROPOSED'
                            )
                          )
                        union all
                        select
                          'BENEFIT_FUNDING' as kind,
                          'ANSWER' as verb,
                          'UNIT' as waits_for,
                          'benefitrule' as subject,
                          l.id as subject_id,
                          a.since as since,
                          null::timestamptz as due_at,
                          null::uuid as alliance_id,
                          l.owner_unit_id as unit_id
                        from
                          (
                            select f.rule_id, min(v.published_at) as since
                            from
                              exchange.benefit_funder f
                              join exchange.benefit_version v on v.rule_id = f.rule_id
                              and v.number = f.number
                            where
                              f.unit_id = viewer.unit_id
                              and f.agreed_at is null
                              and coalesce(v.until_day > ($5::timestamptz at time zone 'Asia/Shanghai')::date, true)
                              and v.number > coalesce(exchange.benefit_version_on (v.rule_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date), 0)
                            group by f.rule_id
                          ) a
                          join exchange.benefit_rule l on l.id = a.rule_id
                        where l.state <> 'ENDED'
                        union all
                        select
                          'ENROLMENT_PLACE' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'application' as subject,
                          a.id as subject_id,
                          a.offered_at as since,
                          a.respond_by as due_at,
                          null::uuid as alliance_id,
                          a.offer_unit_id as unit_id
                        from exchange.enrolment_application a
                        where
                          (a.owner_unit_id = viewer.unit_id and a.state = 'OFFERED' and a.respond_by > $5::timestamptz)
                        union all
                        select
                          'ENROLMENT_DRAW' as kind,
                          'DRAW' as verb,
                          'UNIT' as waits_for,
                          'enrolment' as subject,
                          e.id as subject_id,
                          e.until_at as since,
                          null::timestamptz as due_at,
                          null::uuid as alliance_id,
                          null::uuid as unit_id
                        from exchange.enrolment e
                        where
                          (
                            e.owner_unit_id = viewer.unit_id
                            and e.state = 'OPEN'
                            and e.method = 'DRAWN'
                            and e.until_at <= $5::timestamptz
                          )
                        union all
                        select
                          'LISTING_IMPORT' as kind,
                          'CONFIRM' as verb,
                          'UNIT' as waits_for,
                          'listingimport' as subject,
                          j.id as subject_id,
                          coalesce(j.checked_at, j.created_at) as since,
                          j.checked_at + make_interval(days => 30) as due_at,
                          j.alliance_id as alliance_id,
                          null::uuid as unit_id
                        from exchange.import_job j
                        where
                          j.state = 'CHECKED'
                          and j.unit_id = viewer.unit_id
                          and (j.alliance_id is null or j.alliance_id = viewer.alliance_id)
                        union all
                        select
                          'CONTRIBUTION' as kind,
                          'CONFIRM' as verb,
                          case
                            when (
                              j.lead_unit_id = viewer.unit_id
                              or (
                                c.unit_id = j.lead_unit_id
                                and exists (
                                  select
                                  from projects.partner p
                                  where p.project_id = j.id and p.unit_id = viewer.unit_id
                                  offset 0
                                )
                              )
                            ) then 'UNIT'
                            else 'COORDINATOR'
                          end as waits_for,
                          'contribution' as subject,
                          c.id as subject_id,
                          c.recorded_at as since,
                          null::timestamptz as due_at,
                          j.alliance_id as alliance_id,
                          c.unit_id as unit_id
                        from projects.project j join projects.contribution c on c.project_id = j.id and c.is_awaited
                        where
                          (
                            (
                              (
                                j.lead_unit_id = viewer.unit_id
                                or (
                                  c.unit_id = j.lead_unit_id
                                  and exists (
                                    select
                                    from projects.partner p
                                    where p.project_id = j.id and p.unit_id = viewer.unit_id
                                    offset 0
                                  )
                                )
                              )
                              or j.alliance_id = viewer.coordinated
                            )
                            and c.unit_id <> viewer.unit_id
                            and j.state in ('OPEN', 'COMPLETED')
                            and j.alliance_id = viewer.alliance_id
                            and j.alliance_id = any (viewer.memberships)
                          )
                        union all
                        select
                          'SHARING' as kind,
                          'ANSWER' as verb,
                          'UNIT' as waits_for,
                          'sharing' as subject,
                          s.id as subject_id,
                          s.requested_at as since,
                          s.requested_until as due_at,
                          null::uuid as alliance_id,
                          s.consumer_unit_id as unit_id
                        from access.sharing_agreement s
                        where
                          (
                            s.state = 'REQUESTED'
                            and (s.provider_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                          )
                      ) w
                  ) t3
                where true
              ),
              'edges', coalesce(
                json_agg(
                  json_build_object(
                    'cursor', translate(
                      encode(
                        convert_to(json_build_array('DUE', coalesce(t2.due_at, 'infinity'::timestamptz)::text, t2.since::text, t2.key::text)::text, 'UTF8'),
                        'base64'
                      ),
                      E'+/=\n',
                      '-_'
                    ),
                    'node', json_build_object('key', t2.key, 'kind', t2.kind)
                  )
                  order by t2.rn
                ) filter (
                  where t2.rn <= 4
                ),
                '[]'
              ),
              'nodes', coalesce(
                json_agg(
                  json_build_object(
                    'key', t2.key,
                    'kind', t2.kind,
                    'verb', t2.verb,
                    'waitsFor', t2.waits_for,
                    'title', case t2.kind
                      when 'UNIT_IDENTIFIER' then (
                        select
                          case
                            when $6::text = 'en' then 'Verify an identifier of ' || u.short_name
                            else '核验' || u.short_name || '的单位标识'
                          end
                        from directory.unit_identifier i join directory.unit u on u.id = i.unit_id
                        where i.id = t2.subject_id
                      )
                      when 'UNIT_IMPORT' then (
                        select
                          case
                            when $6::text = 'en' then 'Confirm the import of units: ' || j.rows_read || ' rows read'
                            else '确认单位导入：已读取 ' || j.rows_read || ' 行'
                          end
                        from directory.import_job j
                        where j.id = t2.subject_id
                      )
                      when 'RELATION' then (
                        select
                          case
                            when $6::text = 'en' then 'Answer the relation that ' || u.short_name || ' proposes: ' || t.label_en
                            else '答复' || u.short_name || '提出的单位关系：' || t.label_zh
                          end
                        from
                          directory.relation r
                          join directory.relation_type t on t.code = r.type_code
                          join directory.unit u on u.id = r.proposed_by_unit_id
                        where r.id = t2.subject_id
                      )
                      when 'PERSON_RELATION' then (
                        select
                          case
                            when $6::text = 'en' then 'Answer the relation of a person: ' || t.label_en
                            else '答复人员关系：' || t.label_zh
                          end
                        from
                          directory.person_relation_shown r
                          join directory.person_relation_type t on t.code = r.type_code
                        where r.id = t2.subject_id
                      )
                      when 'HOUSEHOLD_LINK' then (
                        select
                          case
                            when $6::text = 'en' then 'Answer the link to a household that ' || u.short_name || ' proposes: ' || t.label_en
                            else '答复' || u.short_name || '提出的联户：' || t.label_zh
                          end
                        from
                          directory.household_link l
                          join directory.household_link_type t on t.code = l.type_code
                          join directory.unit u on u.id = l.host_unit_id
                        where l.id = t2.subject_id
                      )
                      when 'MEMBERSHIP_APPLICATION' then (
                        select
                          case
                            when $6::text = 'en' then 'Decide whether ' || u.short_name || ' joins ' || a.name
                            else u.short_name || '申请加入' || a.name
                          end
                        from
                          directory.membership m
                          join directory.unit u on u.id = m.unit_id
                          join directory.alliance a on a.id = m.alliance_id
                        where m.id = t2.subject_id
                      )
                      when 'MEMBERSHIP_INVITATION' then (
                        select
                          case
                            when $6::text = 'en' then 'Answer the invitation into ' || a.name
                            else a.name || '邀请本单位加入'
                          end
                        from
                          directory.membership m
                          join directory.unit u on u.id = m.unit_id
                          join directory.alliance a on a.id = m.alliance_id
                        where m.id = t2.subject_id
                      )
                      when 'ALLIANCE_LEAD' then (
                        select
                          case
                            when $6::text = 'en' then 'Answer whether you take the lead of ' || a.name
                            else '是否接受' || a.name || '的牵头职责'
                          end
                        from directory.alliance a
                        where a.id = t2.subject_id
                      )
                      when 'BOOKING' then (
                        select case when $6::text = 'en' then 'Confirm the booking: ' else '确认预约：' end || r.name
                        from exchange.booking b join exchange.resource r on r.id = b.resource_id
                        where b.id = t2.subject_id
                      )
                      when 'LENDING' then (
                        select case when $6::text = 'en' then 'Confirm that you have it: ' else '确认收到：' end || r.name
                        from exchange.lending l join exchange.resource r on r.id = l.resource_id
                        where l.id = t2.subject_id
                      )
                      when 'LENDING_BACK' then (
                        select case when $6::text = 'en' then 'Give back: ' else '归还：' end || r.name
                        from exchange.lending l join exchange.resource r on r.id = l.resource_id
                        where l.id = t2.subject_id
                      )
                      when 'LENDING_RETURN' then (
                        select case when $6::text = 'en' then 'Confirm that it is back: ' else '验收归还：' end || r.name
                        from exchange.lending l join exchange.resource r on r.id = l.resource_id
                        where l.id = t2.subject_id
                      )
                      when 'NEED_REVIEW' then (
                        select case when $6::text = 'en' then 'Review the need: ' else '审核需求：' end || n.title
                        from exchange.need n
                        where n.id = t2.subject_id
                      )
                      when 'NEED_REVISION' then (
                        select
                          case when $6::text = 'en' then 'Revise the need that was returned: ' else '修改被退回的需求：'
                          end || n.title
                        from exchange.need n
                        where n.id = t2.subject_id
                      )
                      when 'OFFER_REVIEW' then (
                        select case when $6::text = 'en' then 'Review the offer: ' else '审核供给：' end || n.title
                        from exchange.offer n
                        where n.id = t2.subject_id
                      )
                      when 'OFFER_REVISION' then (
                        select
                          case when $6::text = 'en' then 'Revise the offer that was returned: ' else '修改被退回的供给：'
                          end || n.title
                        from exchange.offer n
                        where n.id = t2.subject_id
                      )
                      when 'MATCH' then (
                        select
                          case when $6::text = 'en' then 'Answer the match: ' else '答复撮合：'
                          end || coalesce(n.title, o.title)
                        from
                          exchange.match m
                          left join exchange.need n on n.id = m.need_id
                          left join exchange.offer o on o.id = m.offer_id
                        where m.id = t2.subject_id
                      )
                      when 'WISH_CLAIM' then (
                        select
                          case when $6::text = 'en' then 'Confirm that the wish is done: ' else '确认心愿已完成：'
                          end || n.title
                        from exchange.wish_claim c join exchange.need n on n.id = c.need_id
                        where c.id = t2.subject_id
                      )
                      when 'AGREEMENT' then (
                        select case when $6::text = 'en' then 'Sign the agreement: ' else '签署协议：' end || g.title
                        from exchange.agreement g
                        where g.id = t2.subject_id
                      )
                      when 'COMMITMENT' then (
                        select case when $6::text = 'en' then 'Deliver what was promised: ' else '履行承诺：' end || c.title
                        from exchange.commitment c
                        where c.id = t2.subject_id
                      )
                      when 'DELIVERY' then (
                        select
                          case when $6::text = 'en' then 'Confirm the delivery: ' else '确认履约：'
                          end || c.title || ' ' || trim_scale(e.quantity) || ' ' || c.quantity_unit
                        from exchange.event e join exchange.commitment c on c.id = e.commitment_id
                        where e.id = t2.subject_id
                      )
                      when 'DELIVERY_REVERSAL' then (
                        select
                          case when $6::text = 'en' then 'Confirm that the delivery is taken back: ' else '确认冲销履约：'
                          end || c.title || ' ' || trim_scale(e.quantity) || ' ' || c.quantity_unit
                        from exchange.event e join exchange.commitment c on c.id = e.commitment_id
                        where e.id = t2.subject_id
                      )
                      when 'DISPUTE' then (
                        select
                          case when $6::text = 'en' then 'Decide the dispute over the delivery: ' else '认定履约争议：'
                          end || c.title || ' ' || trim_scale(e.quantity) || ' ' || c.quantity_unit
                        from exchange.event e join exchange.commitment c on c.id = e.commitment_id
                        where e.id = t2.subject_id
                      )
                      when 'SETTLEMENT' then (
                        select
                          case when $6::text = 'en' then 'Confirm the settlement: ' else '确认结算单：'
                          end || g.title || ' ' || s.from_day::text || ' – ' || (s.until_day - 1)::text
                        from exchange.settlement s join exchange.agreement g on g.id = s.agreement_id
                        where s.id = t2.subject_id
                      )
                      when 'CLEARING' then (
                        select case when $6::text = 'en' then 'Clearing with ' else '联盟间清算：' end || a.name
                        from exchange.clearing c join directory.alliance a on a.id = c.alliance_id
                        where c.id = t2.subject_id
                      )
                      when 'CLEARING_SETTLEMENT' then (
                        select
                          case when $6::text = 'en' then 'Confirm the settlement: ' else '确认结清：'
                          end || trim_scale(s.amount) || ' ' || c.basis
                        from exchange.clearing_settlement s join exchange.clearing c on c.id = s.clearing_id
                        where s.id = t2.subject_id
                      )
                      when 'CLEARING_BALANCE' then (
                        select
                          case when $6::text = 'en' then 'Settle what is owed by the clearing: ' else '结清联盟间清算：'
                          end || trim_scale(abs(a.balance)) || ' ' || c.basis
                        from
                          exchange.clearing c
                          join exchange.account a on a.clearing_id = c.id
                          and a.alliance_id = c.alliance_id
                          and a.kind = 'CLEARING'
                        where c.id = t2.subject_id
                      )
                      when 'BENEFIT_FUNDING' then (
                        select case when $6::text = 'en' then 'Agree to pay for: ' else '同意出资：' end || l.name
                        from exchange.benefit_rule l
                        where l.id = t2.subject_id
                      )
                      when 'ENROLMENT_PLACE' then (
                        select
                          case when $6::text = 'en' then 'Confirm the place: ' else '确认名额：'
                          end || o.title || ' · ' || a.number
                        from
                          exchange.enrolment_application a
                          join exchange.enrolment e on e.id = a.enrolment_id
                          join exchange.offer o on o.id = e.offer_id
                        where a.id = t2.subject_id
                      )
                      when 'ENROLMENT_DRAW' then (
                        select case when $6::text = 'en' then 'Draw: ' else '摇号：' end || o.title
                        from exchange.enrolment e join exchange.offer o on o.id = e.offer_id
                        where e.id = t2.subject_id
                      )
                      when 'LISTING_IMPORT' then (
                        select
                          case
                            when $6::text = 'en' then 'Confirm the import: ' || j.rows_read || ' rows read'
                            else '确认导入：已读取 ' || j.rows_read || ' 行'
                          end
                        from exchange.import_job j
                        where j.id = t2.subject_id
                      )
                      when 'CONTRIBUTION' then (
                        select
                          case when $6::text = 'en' then 'Confirm hours given: ' else '确认工时：'
                          end || j.title || ' ' || trim_scale(c.hours) || case when $6::text = 'en' then ' h' else ' 小时'
                          end
                        from projects.contribution c join projects.project j on j.id = c.project_id
                        where c.id = t2.subject_id
                      )
                      when 'SHARING' then (
                        select
                          case
                            when $6::text = 'en' then 'Answer the request to share data: ' || case s.kind
                              when 'CONTACT' then 'contact'
                              when 'OFFERS' then 'resources and offers'
                              when 'NEEDS' then 'needs'
                            end
                            else '答复数据共享申请：' || case s.kind
                              when 'CONTACT' then '联系人'
                              when 'OFFERS' then '资源与供给'
                              when 'NEEDS' then '需求'
                            end
                          end
                        from access.sharing_agreement s
                        where s.id = t2.subject_id
                      )
                    end,
                    'since', t2.since,
                    'dueAt', t2.due_at,
                    'isOverdue', coalesce(t2.due_at <= $5::timestamptz, false),
                    'acts', case t2.kind
                      when 'UNIT_IDENTIFIER' then json_build_array('verifyUnitIdentifier')
                      when 'UNIT_IMPORT' then json_build_array('confirmUnitImport', 'cancelUnitImport')
                      when 'RELATION' then json_build_array('agreeRelation', 'declineRelation')
                      when 'PERSON_RELATION' then json_build_array('agreePersonRelation', 'declinePersonRelation')
                      when 'HOUSEHOLD_LINK' then json_build_array('agreeHouseholdLink', 'declineHouseholdLink')
                      when 'MEMBERSHIP_APPLICATION' then json_build_array('approveMembership', 'rejectMembership')
                      when 'MEMBERSHIP_INVITATION' then json_build_array('acceptMembership', 'declineMembership')
                      when 'ALLIANCE_LEAD' then json_build_array('acceptLead', 'declineLead')
                      when 'BOOKING' then json_build_array('confirmBooking', 'cancelBooking')
                      when 'LENDING' then json_build_array('confirmLending', 'cancelLending')
                      when 'LENDING_BACK' then json_build_array('returnResource')
                      when 'LENDING_RETURN' then json_build_array('confirmReturn')
                      when 'NEED_REVIEW' then json_build_array('releaseNeed', 'returnNeed')
                      when 'NEED_REVISION' then json_build_array('reviseNeed', 'withdrawNeed')
                      when 'OFFER_REVIEW' then json_build_array('releaseOffer', 'returnOffer')
                      when 'OFFER_REVISION' then json_build_array('reviseOffer', 'withdrawOffer')
                      when 'MATCH' then json_build_array('acceptMatch', 'counterMatch', 'declineMatch')
                      when 'WISH_CLAIM' then json_build_array('completeWish')
                      when 'AGREEMENT' then json_build_array('signAgreement', 'proposeTerms', 'cancelAgreement')
                      when 'COMMITMENT' then json_build_array('recordDelivery')
                      when 'DELIVERY' then json_build_array('confirmDelivery', 'disputeDelivery')
                      when 'DELIVERY_REVERSAL' then json_build_array('confirmDelivery', 'disputeDelivery')
                      when 'DISPUTE' then json_build_array('resolveDispute')
                      when 'SETTLEMENT' then json_build_array('confirmSettlement', 'rejectSettlement')
                      when 'CLEARING' then json_build_array('acceptClearing', 'declineClearing')
                      when 'CLEARING_SETTLEMENT' then json_build_array('confirmClearingSettlement', 'declineClearingSettlement')
                      when 'CLEARING_BALANCE' then json_build_array('proposeClearingSettlement')
                      when 'BENEFIT_FUNDING' then json_build_array('agreeToFundBenefit')
                      when 'ENROLMENT_PLACE' then json_build_array('confirmPlace', 'declinePlace')
                      when 'ENROLMENT_DRAW' then json_build_array('drawEnrolment')
                      when 'LISTING_IMPORT' then json_build_array('confirmListingImport', 'cancelListingImport')
                      when 'CONTRIBUTION' then json_build_array('confirmContribution', 'rejectContribution')
                      when 'SHARING' then json_build_array('grantSharing', 'refuseSharing')
                    end,
                    'alliance', (
                      select json_build_object('name', t4.name)
                      from directory.alliance t4
                      where t4.id = t2.alliance_id
                    ),
                    'unit', (
                      select json_build_object('shortName', t5.short_name)
                      from directory.unit t5
                      where t5.id = t2.unit_id
                    ),
                    'subject', case
                      when t2.identifier_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'UnitIdentifier', 'id', 'identifier_' || replace(t6.id::text, '-', ''))
                        from directory.unit_identifier t6
                        where
                          t6.id = t2.identifier_id_of_subject
                          and (
                            (
                              t6.state <> 'REMOVED'
                              and (
                                not t6.is_personal
                                or t6.unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              )
                            )
                            or t6.unit_id = viewer.unit_id
                          )
                      )
                      when t2.import_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'ImportJob', 'id', 'import_' || replace(t7.id::text, '-', ''))
                        from directory.import_job t7
                        where t7.id = t2.import_id_of_subject and t7.unit_id = viewer.unit_id
                      )
                      when t2.relation_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Relation', 'id', 'relation_' || replace(t8.id::text, '-', ''))
                        from directory.relation t8
                        where
                          t8.id = t2.relation_id_of_subject
                          and (
                            t8.state in ('AGREED', 'ENDED')
                            or (
                              t8.subject_unit_id = viewer.unit_id
                              or t8.object_unit_id = viewer.unit_id
                              or directory.keeps_area (viewer.unit_id, t8.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                            )
                          )
                      )
                      when t2.personrelation_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'PersonRelation', 'id', 'personrelation_' || replace(t9.id::text, '-', ''))
                        from directory.person_relation_shown t9
                        where
                          t9.id = t2.personrelation_id_of_subject
                          and (
                            (t9.is_public and coalesce(t9.valid @> $5::timestamptz, false))
                            or (
                              t9.person_id = $1::uuid
                              or t9.host_unit_id = viewer.unit_id
                              or (t9.home_unit_id = viewer.unit_id and t9.state in ('AGREED', 'ENDED'))
                            )
                          )
                      )
                      when t2.householdlink_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'HouseholdLink', 'id', 'householdlink_' || replace(t10.id::text, '-', ''))
                        from directory.household_link t10
                        where
                          t10.id = t2.householdlink_id_of_subject
                          and (t10.host_unit_id = viewer.unit_id or t10.person_id = $1::uuid)
                      )
                      when t2.membership_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Membership', 'id', 'membership_' || replace(t11.id::text, '-', ''))
                        from directory.membership t11
                        where
                          t11.id = t2.membership_id_of_subject
                          and (
                            (t11.state = 'ACTIVE' and coalesce(t11.valid @> $5::timestamptz, false))
                            or (t11.unit_id = viewer.unit_id or t11.alliance_id = viewer.coordinated)
                          )
                      )
                      when t2.alliance_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Alliance', 'id', 'alliance_' || replace(t12.id::text, '-', ''))
                        from directory.alliance t12
                        where t12.id = t2.alliance_id_of_subject
                      )
                      when t2.booking_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Booking', 'id', 'booking_' || replace(t13.id::text, '-', ''))
                        from exchange.booking t13
                        where
                          t13.id = t2.booking_id_of_subject
                          and (
                            (
                              (t13.unit_id = viewer.unit_id and t13.alliance_id = viewer.alliance_id)
                              or t13.alliance_id = viewer.coordinated
                            )
                            or (
                              exists (
                                select
                                from exchange.resource r
                                where r.id = t13.resource_id and r.owner_unit_id = viewer.unit_id
                                offset 0
                              )
                            )
                          )
                      )
                      when t2.lending_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Lending', 'id', 'lending_' || replace(t14.id::text, '-', ''))
                        from exchange.lending t14
                        where
                          t14.id = t2.lending_id_of_subject
                          and (
                            (
                              (t14.owner_unit_id = viewer.unit_id or t14.borrower_unit_id = viewer.unit_id)
                              and t14.alliance_id = viewer.alliance_id
                            )
                            or t14.alliance_id = viewer.coordinated
                          )
                      )
                      when t2.need_id_of_subject is not null then (
                        select json_build_object('__typename', 'Need', 'id', 'need_' || replace(t15.id::text, '-', ''))
                        from exchange.need t15
                        where
                          t15.id = t2.need_id_of_subject
                          and (
                            (
                              (
                                (
                                  (
                                    t15.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                    and (t15.paused_for is null or viewer.unit_id = any (t15.paused_for))
                                  )
                                  and (
                                    t15.visibility = 'PUBLIC'
                                    or (
                                      t15.visibility = 'ALLIANCE'
                                      and viewer.alliance_id = any (t15.shown_to)
                                      and t15.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                    )
                                    or (
                                      t15.visibility = 'ALLIANCE'
                                      and t15.owner_unit_id in (
                                        select s.provider_unit_id
                                        from rights.share s
                                        where
                                          s.kind = 'NEEDS'
                                          and coalesce(s.valid @> $5::timestamptz, false)
                                          and s.consumer_unit_id = viewer.unit_id
                                      )
                                    )
                                  )
                                )
                                or (
                                  t15.owner_unit_id = viewer.unit_id
                                  and (
                                    t15.visibility = 'UNIT'
                                    or (t15.visibility = 'PUBLIC' or viewer.alliance_id = any (t15.shown_to))
                                  )
                                )
                              )
                            ) is true
                            or (
                              (t15.state in ('IN_REVIEW', 'RETURNED') or t15.paused_for is not null)
                              and (
                                t15.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t15.shown_to)
                                  or (t15.visibility = 'PUBLIC' and t15.shown_to = '{}')
                                )
                              )
                            )
                          )
                      )
                      when t2.offer_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Offer', 'id', 'offer_' || replace(t16.id::text, '-', ''))
                        from exchange.offer t16
                        where
                          t16.id = t2.offer_id_of_subject
                          and (
                            (
                              (
                                (
                                  (
                                    t16.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                    and (t16.paused_for is null or viewer.unit_id = any (t16.paused_for))
                                  )
                                  and (
                                    t16.visibility = 'PUBLIC'
                                    or (
                                      t16.visibility = 'ALLIANCE'
                                      and viewer.alliance_id = any (t16.shown_to)
                                      and t16.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                    )
                                    or (
                                      t16.visibility = 'ALLIANCE'
                                      and t16.owner_unit_id in (
                                        select s.provider_unit_id
                                        from rights.share s
                                        where
                                          s.kind = 'OFFERS'
                                          and coalesce(s.valid @> $5::timestamptz, false)
                                          and s.consumer_unit_id = viewer.unit_id
                                      )
                                    )
                                  )
                                )
                                or (
                                  t16.owner_unit_id = viewer.unit_id
                                  and (
                                    t16.visibility = 'UNIT'
                                    or (t16.visibility = 'PUBLIC' or viewer.alliance_id = any (t16.shown_to))
                                  )
                                )
                              )
                            ) is true
                            or (
                              (t16.state in ('IN_REVIEW', 'RETURNED') or t16.paused_for is not null)
                              and (
                                t16.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t16.shown_to)
                                  or (t16.visibility = 'PUBLIC' and t16.shown_to = '{}')
                                )
                              )
                            )
                          )
                      )
                      when t2.match_id_of_subject is not null then (
                        select
                          json_build_object(
                            '__typename', 'Match',
                            'id', 'match_' || replace(t17.id::text, '-', ''),
                            'state', case
                              when t17.respond_by <= $5::timestamptz
                              and t17.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                              else t17.state
                            end,
                            'need', (
                              select json_build_object('title', t18.title)
                              from exchange.need t18
                              where
                                t18.id = t17.need_id
                                and (
                                  (
                                    (
                                      (
                                        (
                                          t18.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and (t18.paused_for is null or viewer.unit_id = any (t18.paused_for))
                                        )
                                        and (
                                          t18.visibility = 'PUBLIC'
                                          or (
                                            t18.visibility = 'ALLIANCE'
                                            and viewer.alliance_id = any (t18.shown_to)
                                            and t18.owner_unit_id in (
                                              select m.unit_id
                                              from rights.membership m
                                              where
                                                m.alliance_id = viewer.alliance_id
                                                and coalesce(m.valid @> $5::timestamptz, false)
                                            )
                                          )
                                          or (
                                            t18.visibility = 'ALLIANCE'
                                            and t18.owner_unit_id in (
                                              select s.provider_unit_id
                                              from rights.share s
                                              where
                                                s.kind = 'NEEDS'
                                                and coalesce(s.valid @> $5::timestamptz, false)
                                                and s.consumer_unit_id = viewer.unit_id
                                            )
                                          )
                                        )
                                      )
                                      or (
                                        t18.owner_unit_id = viewer.unit_id
                                        and (
                                          t18.visibility = 'UNIT'
                                          or (t18.visibility = 'PUBLIC' or viewer.alliance_id = any (t18.shown_to))
                                        )
                                      )
                                    )
                                  ) is true
                                  or (
                                    (t18.state in ('IN_REVIEW', 'RETURNED') or t18.paused_for is not null)
                                    and (
                                      t18.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.coordinated
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                      and (
                                        viewer.coordinated = any (t18.shown_to)
                                        or (t18.visibility = 'PUBLIC' and t18.shown_to = '{}')
                                      )
                                    )
                                  )
                                )
                            )
                          )
                        from exchange.match t17
                        where
                          t17.id = t2.match_id_of_subject
                          and (
                            (
                              (t17.supplier_unit_id = viewer.unit_id or t17.demander_unit_id = viewer.unit_id)
                              and t17.alliance_id = viewer.alliance_id
                            )
                            or t17.alliance_id = viewer.coordinated
                          )
                      )
                      when t2.claim_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'WishClaim', 'id', 'claim_' || replace(t19.id::text, '-', ''))
                        from exchange.wish_claim t19
                        where
                          t19.id = t2.claim_id_of_subject
                          and (
                            (
                              (t19.supplier_unit_id = viewer.unit_id or t19.demander_unit_id = viewer.unit_id)
                              and t19.alliance_id = viewer.alliance_id
                            )
                            or t19.alliance_id = viewer.coordinated
                          )
                      )
                      when t2.agreement_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Agreement', 'id', 'agreement_' || replace(t20.id::text, '-', ''), 'title', t20.title)
                        from exchange.agreement t20
                        where
                          t20.id = t2.agreement_id_of_subject
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = t20.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and t20.alliance_id = viewer.alliance_id
                            )
                            or t20.alliance_id = viewer.coordinated
                          )
                      )
                      when t2.commitment_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Commitment', 'id', 'commitment_' || replace(t21.id::text, '-', ''))
                        from exchange.commitment t21
                        where
                          t21.id = t2.commitment_id_of_subject
                          and exists (
                            select
                            from exchange.agreement g
                            where
                              g.id = t21.agreement_id
                              and (
                                (
                                  exists (
                                    select
                                    from exchange.agreement_party p
                                    where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                    offset 0
                                  )
                                  and g.alliance_id = viewer.alliance_id
                                )
                                or g.alliance_id = viewer.coordinated
                              )
                          )
                      )
                      when t2.event_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'ExchangeEvent', 'id', 'event_' || replace(t22.id::text, '-', ''))
                        from
                          (
                            select
                              e.*,
                              c.agreement_id,
                              c.quantity_unit,
                              c.from_unit_id,
                              c.to_unit_id,
                              case
                                when (
                                  e.state = 'RECORDED'
                                  and not e.has_worth
                                  and coalesce(e.confirm_by <= $5::timestamptz, false)
                                ) then 'CONFIRMED'
                                else e.state
                              end as state_now,
                              case
                                when (
                                  e.state = 'RECORDED'
                                  and not e.has_worth
                                  and coalesce(e.confirm_by <= $5::timestamptz, false)
                                ) then e.quantity
                                else e.counted
                              end as counted_now,
                              (
                                (
                                  e.state = 'RECORDED'
                                  and not e.has_worth
                                  and coalesce(e.confirm_by <= $5::timestamptz, false)
                                )
                                or a.event_id is not null
                                and a.unit_id is null
                              ) as by_timeout,
                              case
                                when (
                                  e.state = 'RECORDED'
                                  and not e.has_worth
                                  and coalesce(e.confirm_by <= $5::timestamptz, false)
                                ) then e.confirm_by
                                else a.answered_at
                              end as answered_at,
                              a.unit_id as answered_by_unit_id,
                              a.reason,
                              f.unit_id as referred_by_unit_id,
                              f.reason as referral,
                              f.referred_at,
                              r.unit_id as resolved_by_unit_id,
                              r.reason as resolution,
                              r.resolved_at,
                              b.id as reversed_by_id,
                              p.id as posting_id
                            from
                              exchange.event e
                              join exchange.commitment c on c.id = e.commitment_id
                              left join exchange.event_answer a on a.event_id = e.id
                              left join exchange.event_referral f on f.event_id = e.id
                              left join exchange.event_resolution r on r.event_id = e.id
                              left join exchange.event b on b.reverses_id = e.id
                              and (b.state = 'RECORDED' or b.counted <> 0)
                              left join exchange.posting p on p.event_id = e.id
                          ) t22
                        where
                          t22.id = t2.event_id_of_subject
                          and exists (
                            select
                            from exchange.agreement g
                            where
                              g.id = t22.agreement_id
                              and (
                                (
                                  exists (
                                    select
                                    from exchange.agreement_party p
                                    where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                    offset 0
                                  )
                                  and g.alliance_id = viewer.alliance_id
                                )
                                or g.alliance_id = viewer.coordinated
                              )
                          )
                      )
                      when t2.settlement_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Settlement', 'id', 'settlement_' || replace(t23.id::text, '-', ''))
                        from exchange.settlement t23
                        where
                          t23.id = t2.settlement_id_of_subject
                          and exists (
                            select
                            from exchange.agreement g
                            where
                              g.id = t23.agreement_id
                              and (
                                (
                                  exists (
                                    select
                                    from exchange.agreement_party p
                                    where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                    offset 0
                                  )
                                  and g.alliance_id = viewer.alliance_id
                                )
                                or g.alliance_id = viewer.coordinated
                              )
                          )
                      )
                      when t2.clearing_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Clearing', 'id', 'clearing_' || replace(t24.id::text, '-', ''))
                        from
                          (
                            select c.*, a.balance
                            from
                              exchange.clearing c
                              left join exchange.account a on a.clearing_id = c.id
                              and a.alliance_id = c.alliance_id
                              and a.kind = 'CLEARING'
                          ) t24
                        where
                          t24.id = t2.clearing_id_of_subject
                          and (t24.alliance_id = viewer.alliance_id or t24.other_alliance_id = viewer.alliance_id)
                      )
                      when t2.clearingsettlement_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'ClearingSettlement', 'id', 'clearingsettlement_' || replace(t25.id::text, '-', ''))
                        from
                          (
                            select
                              s.*,
                              c.basis,
                              p.id as posting_id,
                              c.alliance_id as one_alliance_id,
                              c.other_alliance_id
                            from
                              exchange.clearing_settlement s
                              join exchange.clearing c on c.id = s.clearing_id
                              left join exchange.posting p on p.settlement_id = s.id
                          ) t25
                        where
                          t25.id = t2.clearingsettlement_id_of_subject
                          and (t25.one_alliance_id = viewer.alliance_id or t25.other_alliance_id = viewer.alliance_id)
                      )
                      when t2.benefitrule_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'BenefitRule', 'id', 'benefitrule_' || replace(t26.id::text, '-', ''))
                        from exchange.benefit_rule t26
                        where t26.id = t2.benefitrule_id_of_subject
                      )
                      when t2.application_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'EnrolmentApplication', 'id', 'application_' || replace(t27.id::text, '-', ''))
                        from exchange.enrolment_application t27
                        where
                          t27.id = t2.application_id_of_subject
                          and (t27.owner_unit_id = viewer.unit_id or t27.offer_unit_id = viewer.unit_id)
                      )
                      when t2.enrolment_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Enrolment', 'id', 'enrolment_' || replace(t28.id::text, '-', ''))
                        from exchange.enrolment t28
                        where
                          t28.id = t2.enrolment_id_of_subject
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = t28.offer_id
                              and (
                                (
                                  (
                                    (
                                      (
                                        (
                                          o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                                        )
                                        and (
                                          o.visibility = 'PUBLIC'
                                          or (
                                            o.visibility = 'ALLIANCE'
                                            and viewer.alliance_id = any (o.shown_to)
                                            and o.owner_unit_id in (
                                              select m.unit_id
                                              from rights.membership m
                                              where
                                                m.alliance_id = viewer.alliance_id
                                                and coalesce(m.valid @> $5::timestamptz, false)
                                            )
                                          )
                                          or (
                                            o.visibility = 'ALLIANCE'
                                            and o.owner_unit_id in (
                                              select s.provider_unit_id
                                              from rights.share s
                                              where
                                                s.kind = 'OFFERS'
                                                and coalesce(s.valid @> $5::timestamptz, false)
                                                and s.consumer_unit_id = viewer.unit_id
                                            )
                                          )
                                        )
                                      )
                                      or (
                                        o.owner_unit_id = viewer.unit_id
                                        and (
                                          o.visibility = 'UNIT'
                                          or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                        )
                                      )
                                    )
                                  ) is true
                                  or (
                                    (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                                    and (
                                      o.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.coordinated
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                      and (
                                        viewer.coordinated = any (o.shown_to)
                                        or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                      )
                                    )
                                  )
                                )
                                or (
                                  o.state = 'WITHDRAWN'
                                  and exists (
                                    select
                                    from exchange.enrolment_application p
                                    where p.enrolment_id = t28.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                      )
                      when t2.listingimport_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'ListingImport', 'id', 'listingimport_' || replace(t29.id::text, '-', ''))
                        from exchange.import_job t29
                        where t29.id = t2.listingimport_id_of_subject and t29.unit_id = viewer.unit_id
                      )
                      when t2.contribution_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'Contribution', 'id', 'contribution_' || replace(t30.id::text, '-', ''))
                        from
                          (
                            select
                              c.*,
                              coalesce(a.answer, 'RECORDED') as state,
                              a.unit_id as answered_by_unit_id,
                              a.reason,
                              a.answered_at
                            from
                              projects.contribution c
                              left join projects.contribution_answer a on a.contribution_id = c.id
                          ) t30
                        where
                          t30.id = t2.contribution_id_of_subject
                          and (
                            t30.unit_id = viewer.unit_id
                            or exists (
                              select
                              from projects.project j
                              where
                                j.id = t30.project_id
                                and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                            )
                          )
                      )
                      when t2.sharing_id_of_subject is not null then (
                        select
                          json_build_object('__typename', 'SharingAgreement', 'id', 'sharing_' || replace(t31.id::text, '-', ''))
                        from access.sharing_agreement t31
                        where
                          t31.id = t2.sharing_id_of_subject
                          and (t31.provider_unit_id = viewer.unit_id or t31.consumer_unit_id = viewer.unit_id)
                      )
                    end
                  )
                  order by t2.rn
                ) filter (
                  where t2.rn <= 4
                ),
                '[]'
              ),
              'pageInfo', json_build_object(
                'hasNextPage', count(*) > 4,
                'hasPreviousPage', false,
                'startCursor', (
                  array_agg(
                    translate(
                      encode(
                        convert_to(json_build_array('DUE', coalesce(t2.due_at, 'infinity'::timestamptz)::text, t2.since::text, t2.key::text)::text, 'UTF8'),
                        'base64'
                      ),
                      E'+/=\n',
                      '-_'
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 4
                  )
                ) [1],
                'endCursor', (
                  array_agg(
                    translate(
                      encode(
                        convert_to(json_build_array('DUE', coalesce(t2.due_at, 'infinity'::timestamptz)::text, t2.since::text, t2.key::text)::text, 'UTF8'),
                        'base64'
                      ),
                      E'+/=\n',
                      '-_'
                    )
                    order by t2.rn desc
                  ) filter (
                    where t2.rn <= 4
                  )
                ) [1]
              )
            )
          from
            (
              select p.*, row_number() over () as rn
              from
                (
                  select t32.*
                  from
                    (
                      select
                        w.*,
                        w.kind || ':' || w.subject || '_' || replace(w.subject_id::text, '-', '') as key,
                        case when w.subject = 'identifier' then w.subject_id
                        end as identifier_id_of_subject,
                        case when w.subject = 'import' then w.subject_id
                        end as import_id_of_subject,
                        case when w.subject = 'relation' then w.subject_id
                        end as relation_id_of_subject,
                        case when w.subject = 'personrelation' then w.subject_id
                        end as personrelation_id_of_subject,
                        case when w.subject = 'householdlink' then w.subject_id
                        end as householdlink_id_of_subject,
                        case when w.subject = 'membership' then w.subject_id
                        end as membership_id_of_subject,
                        case when w.subject = 'alliance' then w.subject_id
                        end as alliance_id_of_subject,
                        case when w.subject = 'booking' then w.subject_id
                        end as booking_id_of_subject,
                        case when w.subject = 'lending' then w.subject_id
                        end as lending_id_of_subject,
                        case when w.subject = 'need' then w.subject_id
                        end as need_id_of_subject,
                        case when w.subject = 'offer' then w.subject_id
                        end as offer_id_of_subject,
                        case when w.subject = 'match' then w.subject_id
                        end as match_id_of_subject,
                        case when w.subject = 'claim' then w.subject_id
                        end as claim_id_of_subject,
                        case when w.subject = 'agreement' then w.subject_id
                        end as agreement_id_of_subject,
                        case when w.subject = 'commitment' then w.subject_id
                        end as commitment_id_of_subject,
                        case when w.subject = 'event' then w.subject_id
                        end as event_id_of_subject,
                        case when w.subject = 'settlement' then w.subject_id
                        end as settlement_id_of_subject,
                        case when w.subject = 'clearing' then w.subject_id
                        end as clearing_id_of_subject,
                        case when w.subject = 'clearingsettlement' then w.subject_id
                        end as clearingsettlement_id_of_subject,
                        case when w.subject = 'benefitrule' then w.subject_id
                        end as benefitrule_id_of_subject,
                        case when w.subject = 'application' then w.subject_id
                        end as application_id_of_subject,
                        case when w.subject = 'enrolment' then w.subject_id
                        end as enrolment_id_of_subject,
                        case when w.subject = 'listingimport' then w.subject_id
                        end as listingimport_id_of_subject,
                        case when w.subject = 'contribution' then w.subject_id
                        end as contribution_id_of_subject,
                        case when w.subject = 'sharing' then w.subject_id
                        end as sharing_id_of_subject
                      from
                        (
                          select
                            'UNIT_IDENTIFIER' as kind,
                            'VERIFY' as verb,
                            'COORDINATOR' as waits_for,
                            'identifier' as subject,
                            i.id as subject_id,
                            i.added_at as since,
                            null::timestamptz as due_at,
                            b.alliance_id as alliance_id,
                            i.unit_id as unit_id
                          from rights.membership b join directory.unit_identifier i on i.unit_id = b.unit_id
                          where
                            (
                              b.alliance_id = viewer.coordinated
                              and i.state = 'UNVERIFIED'
                              and coalesce(b.valid @> $5::timestamptz, false)
                              and i.unit_id <> viewer.unit_id
                            )
                          union all
                          select
                            'UNIT_IMPORT' as kind,
                            'CONFIRM' as verb,
                            'COORDINATOR' as waits_for,
                            'import' as subject,
                            j.id as subject_id,
                            coalesce(j.checked_at, j.created_at) as since,
                            j.checked_at + make_interval(days => 30) as due_at,
                            j.alliance_id as alliance_id,
                            null::uuid as unit_id
                          from directory.import_job j
                          where
                            (j.alliance_id = viewer.coordinated and j.state = 'CHECKED' and j.unit_id = viewer.unit_id)
                          union all
                          select
                            'RELATION' as kind,
                            'ANSWER' as verb,
                            'UNIT' as waits_for,
                            'relation' as subject,
                            r.id as subject_id,
                            r.proposed_at as since,
                            r.proposed_until as due_at,
                            null::uuid as alliance_id,
                            r.proposed_by_unit_id as unit_id
                          from directory.relation r
                          where
                            (
                              r.state = 'PROPOSED'
                              and (
                                (
                                  r.proposed_by_unit_id = r.subject_unit_id
                                  and (
                                    (r.object_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                                    or (
                                      r.object_area_id is not null
                                      and directory.keeps_area (viewer.unit_id, r.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                                      and (
                                        viewer.unit_id = viewer.unit_id
                                        and 'ADMINISTRATOR' = any (viewer.roles::text[])
                                      )
                                    )
                                  )
                                )
                                or (
                                  (r.subject_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                                  and not r.proposed_by_unit_id = r.subject_unit_id
                                )
                              )
                            )
                          union all
                          select
                            'PERSON_RELATION' as kind,
                            'ANSWER' as verb,
                            case r.proposed_by when 'UNIT' then 'PERSON' else 'UNIT'
                            end as waits_for,
                            'personrelation' as subject,
                            r.id as subject_id,
                            r.proposed_at as since,
                            r.proposed_until as due_at,
                            null::uuid as alliance_id,
                            case r.proposed_by when 'UNIT' then r.host_unit_id else r.home_unit_id
                            end as unit_id
                          from directory.person_relation_shown r
                          where
                            (
                              r.state = 'PROPOSED'
                              and (
                                (r.proposed_by = 'UNIT' and r.person_id = $1::uuid)
                                or (
                                  r.proposed_by = 'PERSON'
                                  and (r.host_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                                )
                              )
                            )
                          union all
                          select
                            'HOUSEHOLD_LINK' as kind,
                            'ANSWER' as verb,
                            'PERSON' as waits_for,
                            'householdlink' as subject,
                            l.id as subject_id,
                            l.proposed_at as since,
                            null::timestamptz as due_at,
                            null::uuid as alliance_id,
                            l.host_unit_id as unit_id
                          from directory.household_link l
                          where (l.state = 'PROPOSED' and l.person_id = $1::uuid)
                          union all
                          select
                            'MEMBERSHIP_APPLICATION' as kind,
                            'DECIDE' as verb,
                            'COORDINATOR' as waits_for,
                            'membership' as subject,
                            m.id as subject_id,
                            m.applied_at as since,
                            null::timestamptz as due_at,
                            m.alliance_id as alliance_id,
                            m.unit_id as unit_id
                          from directory.membership m
                          where (m.state = 'APPLIED' and m.alliance_id = viewer.coordinated)
                          union all
                          select
                            'MEMBERSHIP_INVITATION' as kind,
                            'ANSWER' as verb,
                            'UNIT' as waits_for,
                            'membership' as subject,
                            m.id as subject_id,
                            m.applied_at as since,
                            null::timestamptz as due_at,
                            m.alliance_id as alliance_id,
                            a.lead_unit_id as unit_id
                          from directory.membership m join directory.alliance a on a.id = m.alliance_id
                          where (m.state = 'INVITED' and m.unit_id = viewer.unit_id)
                          union all
                          select
                            'ALLIANCE_LEAD' as kind,
                            'ANSWER' as verb,
                            'UNIT' as waits_for,
                            'alliance' as subject,
                            a.id as subject_id,
                            a.lead_offered_at as since,
                            null::timestamptz as due_at,
                            a.id as alliance_id,
                            a.lead_unit_id as unit_id
                          from directory.alliance a
                          where
                            (
                              (a.lead_offered_to = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                              and a.id = viewer.alliance_id
                              and a.id = any (viewer.memberships)
                            )
                          union all
                          select
                            'BOOKING' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'booking' as subject,
                            b.id as subject_id,
                            b.created_at as since,
                            b.held_until as due_at,
                            b.alliance_id as alliance_id,
                            r.owner_unit_id as unit_id
                          from exchange.booking b join exchange.resource r on r.id = b.resource_id
                          where
                            b.state = 'HELD'
                            and b.unit_id = viewer.unit_id
                            and b.held_until is not null
                            and b.held_until > $5::timestamptz
                            and b.alliance_id = viewer.alliance_id
                          union all
                          select
                            'LENDING' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'lending' as subject,
                            l.id as subject_id,
                            l.handed_over_at as since,
                            l.due_at as due_at,
                            l.alliance_id as alliance_id,
                            l.owner_unit_id as unit_id
                          from exchange.lending l
                          where
                            l.state = 'HANDED_OVER'
                            and l.borrower_unit_id = viewer.unit_id
                            and l.alliance_id = viewer.alliance_id
                          union all
                          select
                            'LENDING_BACK' as kind,
                            'DELIVER' as verb,
                            'UNIT' as waits_for,
                            'lending' as subject,
                            l.id as subject_id,
                            l.received_at as since,
                            l.due_at as due_at,
                            l.alliance_id as alliance_id,
                            l.owner_unit_id as unit_id
                          from exchange.lending l
                          where
                            l.state = 'LENT'
                            and l.borrower_unit_id = viewer.unit_id
                            and l.alliance_id = viewer.alliance_id
                          union all
                          select
                            'LENDING_RETURN' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'lending' as subject,
                            l.id as subject_id,
                            l.given_back_at as since,
                            null::timestamptz as due_at,
                            l.alliance_id as alliance_id,
                            l.borrower_unit_id as unit_id
                          from exchange.lending l
                          where
                            l.state = 'GIVEN_BACK'
                            and l.owner_unit_id = viewer.unit_id
                            and l.alliance_id = viewer.alliance_id
                          union all
                          select
                            'NEED_REVIEW' as kind,
                            'REVIEW' as verb,
                            'COORDINATOR' as waits_for,
                            'need' as subject,
                            n.id as subject_id,
                            n.published_at as since,
                            least(n.closes_at, n.ends_at) as due_at,
                            null::uuid as alliance_id,
                            n.owner_unit_id as unit_id
                          from exchange.need n
                          where
                            (
                              n.state = 'IN_REVIEW'
                              and (n.shown_to @> array[viewer.alliance_id] or n.shown_to = '{}')
                              and (
                                (
                                  n.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and (
                                    viewer.coordinated = any (n.shown_to)
                                    or (n.visibility = 'PUBLIC' and n.shown_to = '{}')
                                  )
                                )
                                and not exists (
                                  select
                                  from rights.post p
                                  where
                                    p.unit_id = n.owner_unit_id
                                    and coalesce(p.valid @> $5::timestamptz, false)
                                    and p.person_id = $1::uuid
                                  offset 0
                                )
                                and n.owner_unit_id <> viewer.unit_id
                              )
                            )
                          union all
                          select
                            'NEED_REVISION' as kind,
                            'REVISE' as verb,
                            'UNIT' as waits_for,
                            'need' as subject,
                            n.id as subject_id,
                            w.reviewed_at as since,
                            least(n.closes_at, n.ends_at) as due_at,
                            w.alliance_id as alliance_id,
                            w.unit_id as unit_id
                          from exchange.need n join exchange.need_review w on w.need_id = n.id and w.wording = n.wording
                          where
                            (
                              n.owner_unit_id = viewer.unit_id
                              and n.state = 'RETURNED'
                              and (n.visibility = 'PUBLIC' or viewer.alliance_id = any (n.shown_to))
                            )
                          union all
                          select
                            'OFFER_REVIEW' as kind,
                            'REVIEW' as verb,
                            'COORDINATOR' as waits_for,
                            'offer' as subject,
                            n.id as subject_id,
                            n.published_at as since,
                            least(n.closes_at, n.ends_at) as due_at,
                            null::uuid as alliance_id,
                            n.owner_unit_id as unit_id
                          from exchange.offer n
                          where
                            (
                              n.state = 'IN_REVIEW'
                              and (n.shown_to @> array[viewer.alliance_id] or n.shown_to = '{}')
                              and (
                                (
                                  n.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and (
                                    viewer.coordinated = any (n.shown_to)
                                    or (n.visibility = 'PUBLIC' and n.shown_to = '{}')
                                  )
                                )
                                and not exists (
                                  select
                                  from rights.post p
                                  where
                                    p.unit_id = n.owner_unit_id
                                    and coalesce(p.valid @> $5::timestamptz, false)
                                    and p.person_id = $1::uuid
                                  offset 0
                                )
                                and n.owner_unit_id <> viewer.unit_id
                              )
                            )
                          union all
                          select
                            'OFFER_REVISION' as kind,
                            'REVISE' as verb,
                            'UNIT' as waits_for,
                            'offer' as subject,
                            n.id as subject_id,
                            w.reviewed_at as since,
                            least(n.closes_at, n.ends_at) as due_at,
                            w.alliance_id as alliance_id,
                            w.unit_id as unit_id
                          from
                            exchange.offer n
                            join exchange.offer_review w on w.offer_id = n.id
                            and w.wording = n.wording
                          where
                            (
                              n.owner_unit_id = viewer.unit_id
                              and n.state = 'RETURNED'
                              and (n.visibility = 'PUBLIC' or viewer.alliance_id = any (n.shown_to))
                            )
                          union all
                          select
                            'MATCH' as kind,
                            'ANSWER' as verb,
                            'UNIT' as waits_for,
                            'match' as subject,
                            m.id as subject_id,
                            m.created_at as since,
                            least(m.respond_by, s.starts_at, least(n.closes_at, n.ends_at), least(o.closes_at, o.ends_at)) as due_at,
                            m.alliance_id as alliance_id,
                            case
                              when m.supplier_unit_id = viewer.unit_id then m.demander_unit_id
                              else m.supplier_unit_id
                            end as unit_id
                          from
                            exchange.match m
                            left join exchange.need n on n.id = m.need_id
                            left join exchange.offer o on o.id = m.offer_id
                            left join exchange.slot s on s.id = m.slot_id
                          where
                            m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and (
                              (m.supplier_unit_id = viewer.unit_id and m.supplier_accepted_at is null)
                              or (
                                m.demander_unit_id = viewer.unit_id
                                and m.demander_accepted_at is null
                                and m.state <> 'CALLED'
                              )
                            )
                            and coalesce(m.respond_by, 'infinity') > $5::timestamptz
                            and m.alliance_id = viewer.alliance_id
                            and m.alliance_id = any (viewer.memberships)
                          union all
                          select
                            'WISH_CLAIM' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'claim' as subject,
                            c.id as subject_id,
                            c.claimed_at as since,
                            n.ends_at as due_at,
                            c.alliance_id as alliance_id,
                            c.supplier_unit_id as unit_id
                          from exchange.wish_claim c join exchange.need n on n.id = c.need_id
                          where
                            (
                              c.state = 'CLAIMED'
                              and c.demander_unit_id = viewer.unit_id
                              and c.alliance_id = viewer.alliance_id
                            )
                          union all
                          select
                            'AGREEMENT' as kind,
                            'SIGN' as verb,
                            'UNIT' as waits_for,
                            'agreement' as subject,
                            g.id as subject_id,
                            (
                              select e.proposed_at
                              from exchange.agreement_edition e
                              where e.agreement_id = g.id and e.number = g.edition
                            ) as since,
                            (
                              select min(s.starts_at)
                              from exchange.booking b join exchange.slot s on s.id = b.slot_id
                              where b.agreement_id = g.id
                            ) as due_at,
                            g.alliance_id as alliance_id,
                            (
                              select o.unit_id
                              from exchange.agreement_party o
                              where o.agreement_id = g.id and o.unit_id <> p.unit_id
                              order by o.rank
                              limit 1
                            ) as unit_id
                          from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id
                          where
                            (
                              g.state = 'PENDING_SIGNATURES'
                              and p.awaits_signature
                              and p.unit_id = viewer.unit_id
                              and g.alliance_id = viewer.alliance_id
                            )
                          union all
                          select
                            'COMMITMENT' as kind,
                            'DELIVER' as verb,
                            'UNIT' as waits_for,
                            'commitment' as subject,
                            c.id as subject_id,
                            greatest(g.activated_at, c.due_at - make_interval(days => 7)) as since,
                            c.due_at as due_at,
                            g.alliance_id as alliance_id,
                            c.to_unit_id as unit_id
                          from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id
                          where
                            (
                              c.state = 'OPEN'
                              and c.from_unit_id = viewer.unit_id
                              and c.due_at < $5::timestamptz + make_interval(days => 7)
                              and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                              and g.alliance_id = viewer.alliance_id
                              and c.fulfilled + c.released + (
                                select coalesce(sum(e.quantity), 0)
                                from exchange.event e
                                where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null
                              ) < c.quantity
                            )
                          union all
                          select
                            'DELIVERY' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'event' as subject,
                            e.id as subject_id,
                            e.recorded_at as since,
                            e.confirm_by as due_at,
                            g.alliance_id as alliance_id,
                            e.recorded_by_unit_id as unit_id
                          from
                            exchange.event e
                            join exchange.commitment c on c.id = e.commitment_id
                            join exchange.agreement g on g.id = c.agreement_id
                          where
                            (
                              (c.from_unit_id = viewer.unit_id or c.to_unit_id = viewer.unit_id)
                              and e.state = 'RECORDED'
                              and c.state = 'OPEN'
                              and e.reverses_id is null
                              and e.recorded_by_unit_id <> viewer.unit_id
                              and coalesce(e.confirm_by > $5::timestamptz, true)
                              and g.alliance_id = viewer.alliance_id
                            )
                          union all
                          select
                            'DELIVERY_REVERSAL' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'event' as subject,
                            e.id as subject_id,
                            e.recorded_at as since,
                            e.confirm_by as due_at,
                            g.alliance_id as alliance_id,
                            e.recorded_by_unit_id as unit_id
                          from
                            exchange.event e
                            join exchange.commitment c on c.id = e.commitment_id
                            join exchange.agreement g on g.id = c.agreement_id
                          where
                            (
                              (c.from_unit_id = viewer.unit_id or c.to_unit_id = viewer.unit_id)
                              and e.state = 'RECORDED'
                              and e.reverses_id is not null
                              and e.recorded_by_unit_id <> viewer.unit_id
                              and coalesce(e.confirm_by > $5::timestamptz, true)
                              and g.alliance_id = viewer.alliance_id
                            )
                          union all
                          select
                            'DISPUTE' as kind,
                            'DECIDE' as verb,
                            'COORDINATOR' as waits_for,
                            'event' as subject,
                            e.id as subject_id,
                            r.referred_at as since,
                            null::timestamptz as due_at,
                            g.alliance_id as alliance_id,
                            r.unit_id as unit_id
                          from
                            exchange.event e
                            join exchange.commitment c on c.id = e.commitment_id
                            join exchange.agreement g on g.id = c.agreement_id
                            join exchange.event_referral r on r.event_id = e.id
                          where
                            (
                              e.state = 'DISPUTED'
                              and g.alliance_id = viewer.coordinated
                              and g.alliance_id = any (viewer.memberships)
                              and viewer.unit_id not in (c.from_unit_id, c.to_unit_id)
                            )
                          union all
                          select
                            'SETTLEMENT' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'settlement' as subject,
                            s.id as subject_id,
                            s.drawn_up_at as since,
                            null::timestamptz as due_at,
                            g.alliance_id as alliance_id,
                            nullif(s.drawn_up_by_unit_id, p.unit_id) as unit_id
                          from
                            exchange.settlement_party p
                            join exchange.settlement s on s.id = p.settlement_id
                            join exchange.agreement g on g.id = s.agreement_id
                          where
                            (
                              p.unit_id = viewer.unit_id
                              and p.is_awaited
                              and s.state = 'PENDING'
                              and g.alliance_id = viewer.alliance_id
                            )
                          union all
                          select
                            'CLEARING' as kind,
                            'DECIDE' as verb,
                            'COORDINATOR' as waits_for,
                            'clearing' as subject,
                            c.id as subject_id,
                            c.proposed_at as since,
                            null::timestamptz as due_at,
                            c.other_alliance_id as alliance_id,
                            c.proposed_by_unit_id as unit_id
                          from exchange.clearing c
                          where
                            (
                              c.other_alliance_id = viewer.coordinated
                              and c.state = 'PROPOSED'
                              and c.proposed_by_unit_id <> viewer.unit_id
                            )
                          union all
                          select
                            'CLEARING_SETTLEMENT' as kind,
                            'CONFIRM' as verb,
                            'COORDINATOR' as waits_for,
                            'clearingsettlement' as subject,
                            s.id as subject_id,
                            s.proposed_at as since,
                            null::timestamptz as due_at,
                            s.answering_alliance_id as alliance_id,
                            s.proposed_by_unit_id as unit_id
                          from exchange.clearing_settlement s
                          where
                            (
                              s.answering_alliance_id = viewer.coordinated
                              and s.state = 'PROPOSED'
                              and s.proposed_by_unit_id <> viewer.unit_id
                            )
                          union all
                          select
                            'CLEARING_BALANCE' as kind,
                            'DELIVER' as verb,
                            'COORDINATOR' as waits_for,
                            'clearing' as subject,
                            c.id as subject_id,
                            c.ends_at as since,
                            null::timestamptz as due_at,
                            a.alliance_id as alliance_id,
                            null::uuid as unit_id
                          from exchange.account a join exchange.clearing c on c.id = a.clearing_id
                          where
                            (
                              a.alliance_id = viewer.coordinated
                              and a.kind = 'CLEARING'
                              and a.balance > 0
                              and c.ends_at <= $5::timestamptz
                              and not exists (
                                select
                                from exchange.clearing_settlement s
                                where s.clearing_id = c.id and s.state = 'PROPOSED'
                              )
                            )
                          union all
                          select
                            'BENEFIT_FUNDING' as kind,
                            'ANSWER' as verb,
                            'UNIT' as waits_for,
                            'benefitrule' as subject,
                            l.id as subject_id,
                            a.since as since,
                            null::timestamptz as due_at,
                            null::uuid as alliance_id,
                            l.owner_unit_id as unit_id
                          from
                            (
                              select f.rule_id, min(v.published_at) as since
                              from
                                exchange.benefit_funder f
                                join exchange.benefit_version v on v.rule_id = f.rule_id
                                and v.number = f.number
                              where
                                f.unit_id = viewer.unit_id
                                and f.agreed_at is null
                                and coalesce(v.until_day > ($5::timestamptz at time zone 'Asia/Shanghai')::date, true)
                                and v.number > coalesce(exchange.benefit_version_on (v.rule_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date), 0)
                              group by f.rule_id
                            ) a
                            join exchange.benefit_rule l on l.id = a.rule_id
                          where l.state <> 'ENDED'
                          union all
                          select
                            'ENROLMENT_PLACE' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'application' as subject,
                            a.id as subject_id,
                            a.offered_at as since,
                            a.respond_by as due_at,
                            null::uuid as alliance_id,
                            a.offer_unit_id as unit_id
                          from exchange.enrolment_application a
                          where
                            (
                              a.owner_unit_id = viewer.unit_id
                              and a.state = 'OFFERED'
                              and a.respond_by > $5::timestamptz
                            )
                          union all
                          select
                            'ENROLMENT_DRAW' as kind,
                            'DRAW' as verb,
                            'UNIT' as waits_for,
                            'enrolment' as subject,
                            e.id as subject_id,
                            e.until_at as since,
                            null::timestamptz as due_at,
                            null::uuid as alliance_id,
                            null::uuid as unit_id
                          from exchange.enrolment e
                          where
                            (
                              e.owner_unit_id = viewer.unit_id
                              and e.state = 'OPEN'
                              and e.method = 'DRAWN'
                              and e.until_at <= $5::timestamptz
                            )
                          union all
                          select
                            'LISTING_IMPORT' as kind,
                            'CONFIRM' as verb,
                            'UNIT' as waits_for,
                            'listingimport' as subject,
                            j.id as subject_id,
                            coalesce(j.checked_at, j.created_at) as since,
                            j.checked_at + make_interval(days => 30) as due_at,
                            j.alliance_id as alliance_id,
                            null::uuid as unit_id
                          from exchange.import_job j
                          where
                            j.state = 'CHECKED'
                            and j.unit_id = viewer.unit_id
                            and (j.alliance_id is null or j.alliance_id = viewer.alliance_id)
                          union all
                          select
                            'CONTRIBUTION' as kind,
                            'CONFIRM' as verb,
                            case
                              when (
                                j.lead_unit_id = viewer.unit_id
                                or (
                                  c.unit_id = j.lead_unit_id
                                  and exists (
                                    select
                                    from projects.partner p
                                    where p.project_id = j.id and p.unit_id = viewer.unit_id
                                    offset 0
                                  )
                                )
                              ) then 'UNIT'
                              else 'COORDINATOR'
                            end as waits_for,
                            'contribution' as subject,
                            c.id as subject_id,
                            c.recorded_at as since,
                            null::timestamptz as due_at,
                            j.alliance_id as alliance_id,
                            c.unit_id as unit_id
                          from projects.project j join projects.contribution c on c.project_id = j.id and c.is_awaited
                          where
                            (
                              (
                                (
                                  j.lead_unit_id = viewer.unit_id
                                  or (
                                    c.unit_id = j.lead_unit_id
                                    and exists (
                                      select
                                      from projects.partner p
                                      where p.project_id = j.id and p.unit_id = viewer.unit_id
                                      offset 0
                                    )
                                  )
                                )
                                or j.alliance_id = viewer.coordinated
                              )
                              and c.unit_id <> viewer.unit_id
                              and j.state in ('OPEN', 'COMPLETED')
                              and j.alliance_id = viewer.alliance_id
                              and j.alliance_id = any (viewer.memberships)
                            )
                          union all
                          select
                            'SHARING' as kind,
                            'ANSWER' as verb,
                            'UNIT' as waits_for,
                            'sharing' as subject,
                            s.id as subject_id,
                            s.requested_at as since,
                            s.requested_until as due_at,
                            null::uuid as alliance_id,
                            s.consumer_unit_id as unit_id
                          from access.sharing_agreement s
                          where
                            (
                              s.state = 'REQUESTED'
                              and (s.provider_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                            )
                        ) w
                    ) t32
                  where true
                  order by coalesce(t32.due_at, 'infinity'::timestamptz), t32.since, t32.key
                  limit 5
                ) p
            ) t2
        )
      )
    from
      (
        select
          v.unit_id,
          v.alliance_id,
          v.scopes,
          $7::uuid as app_id,
          $1::uuid as person_id,
          coalesce($1::uuid, $7::uuid) as holder_id
        from viewer v
      ) t1
  )::text,
  viewer.problem
from viewer
;
