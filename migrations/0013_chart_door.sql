-- The chart check asks often, and for a whole clinic: which charts are kept to named people, which are open by break-glass.
create index patient_list_kept on waymark.patient_list (clinic) where restricted_to is not null;
create index chart_grant_now on waymark.chart_grant (clinic, until_at);
