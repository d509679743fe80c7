/// The same small inventory in both spellings.
enum Samples {
  static let xml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-11-01" source="CMDB">
      <organisation id="northmoor" name="Northmoor Constabulary" kind="police-force"
          jurisdiction="england-and-wales">
        <schedule edition="2020" reviewInterval="P1Y"/>
        <hold id="h1" scope="intelligence-report custody" from="2015-07-02">
          <reason>public &amp; inquiry</reason>
        </hold>
        <hold id="h2" from="2016" released="unknown"/>
        <incident id="i1" aware="2026-03-01T09:30:00.5+01:00" notifiable="1"/>
      </organisation>
      <system id="custody" name="Custody &amp; Évidence" regime="law-enforcement"
          controllers="northmoor" automated="true" retired="not-applicable" purposes="">
        <description>Records &lt;all&gt; of it</description>
        <logging operations="erasure collection" retention="P2Y"/>
        <processor name="Aldgate"><subprocessor name="Cinder"/><subprocessor name="B"/></processor>
        <property name="colour" value="blue"/>
        <dataset id="records" category="custody-record" medium="unknown" oldest="1976-05"
            review="not-applicable" disposals="">
          <retention period="P6Y" action="review"><justification>Code</justification></retention>
          <holding from="2014-01-01" to="2014-12-31" count="12"/>
          <record id="r1" subject="p1" group="3" born="1980-02-29" lastEvent="2020-02-29"/>
          <record id="r2" group="1" reviewed="unknown"><event kind="arrest" date="2019"/><event
            kind="charge"
            date="2020-01-02"/></record>
        </dataset>
        <dataset id="images" regime="general" sensitive="false">
          <retention period="indefinite"/>
        </dataset>
      </system>
    </inventory>
    """

  static let json = """
    {"version": 1, "extracted": "2026-11-01", "source": "CMDB",
     "organisations": [{"id": "northmoor", "name": "Northmoor Constabulary",
       "kind": "police-force", "jurisdiction": "england-and-wales",
       "schedule": {"edition": "2020", "reviewInterval": "P1Y"},
       "holds": [{"id": "h1", "scope": ["intelligence-report", "custody"], "from": "2015-07-02",
         "reason": "public & inquiry"}, {"id": "h2", "from": "2016", "released": null}],
       "incidents": [{"id": "i1", "aware": "2026-03-01T09:30:00.5+01:00", "notifiable": true}]
     }],
     "systems": [{"id": "custody", "name": "Custody & \\u00c9vidence",
       "regime": "law-enforcement", "controllers": ["northmoor"], "automated": true,
       "retired": "not-applicable", "purposes": [], "description": "Records <all> of it",
       "logging": {"operations": ["erasure", "collection"], "retention": "P2Y"},
       "processors": [{"name": "Aldgate", "subprocessors": [{"name": "Cinder"}, {"name": "B"}]}],
       "properties": {"colour": "blue"}, "x-local": {"a": [1, 2.5e3, null]},
       "datasets": [
         {"id": "records", "category": "custody-record", "medium": "unknown",
          "oldest": "1976-05", "review": "not-applicable", "disposals": [],
          "retention": {"period": "P6Y", "action": "review", "justification": "Code"},
          "holdings": [{"from": "2014-01-01", "to": "2014-12-31", "count": 12}],
          "records": [
            {"id": "r1", "subject": "p1", "group": 3, "born": "1980-02-29",
             "lastEvent": "2020-02-29"},
            {"id": "r2", "group": 1, "reviewed": null,
             "events": [{"kind": "arrest", "date": "2019"},
                        {"kind": "charge", "date": "2020-01-02"}]}]},
         {"id": "images", "regime": "general", "sensitive": false,
          "retention": {"period": "indefinite"}}]}]}
    """
}
