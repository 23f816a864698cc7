"""Price files of a hospital in CMS's templates, invented: tall, wide and JSON."""

# A hospital's file: the headers of CMS's templates 3.0.0, with invented prices.
GENERAL = "hospital_name,last_updated_on,version\nWest Hospital,4/1/2026,3.0.0\n"
TALL = (
    "\ufeff"
    + GENERAL
    + "description,code | 1,code | 1 | type,code | 2,code | 2 | type,setting,standard_charge | gross,"
    "standard_charge | discounted_cash,payer_name,plan_name,modifiers,standard_charge | negotiated_dollar,"
    "standard_charge | negotiated_percentage,standard_charge | negotiated_algorithm,standard_charge | min,"
    "standard_charge | max,standard_charge | methodology,additional_generic_notes\n"
    "MRI,611,RC,70551,CPT,outpatient,1200,1080,Plan A,PPO,,400,,,250,400,fee schedule,\n"
    '"Exercise, each",420,RC,97110,CPT,outpatient,120,90,Plan A,PPO,GP,41.50,,,38,41.50,fee schedule,\n'
    "Exercise,420,RC,97110,CPT,outpatient,120,90,Plan B,HMO,,,62,,38,41.50,percent of total billed charges,=1+1\n"
    "Exercise,420,RC,97110,CPT,outpatient,120,90,Plan C,EPO,,,,lesser of two,38,41.50,other,\n"
)
WIDE = (
    GENERAL + "description,code|1,code|1|type,modifiers,setting,standard_charge|gross,standard_charge|discounted_cash,"
    "standard_charge|Plan A|PPO|negotiated_dollar,standard_charge|Plan A|PPO|negotiated_percentage,"
    "standard_charge|Plan A|PPO|methodology,additional_payer_notes|Plan A|PPO,"
    "standard_charge|Plan B|HMO|negotiated_dollar,standard_charge|Plan B|HMO|negotiated_percentage,"
    "standard_charge|Plan B|HMO|negotiated_algorithm,standard_charge|Plan B|HMO|methodology,"
    "standard_charge|min,standard_charge|max,additional_generic_notes\n"
    "Exercise,97110,CPT,,outpatient,120,90,41.50,,fee schedule,per unit,"
    ",62,,percent of total billed charges,38,41.50,\n"
)
HOSPITAL = {
    "hospital_name": "West Hospital",
    "version": "3.0.0",
    "standard_charge_information": [
        {
            "description": "Exercise",
            "code_information": [{"code": "420", "type": "RC"}, {"code": "97110", "type": "CPT"}],
            "standard_charges": [
                {
                    "setting": "outpatient",
                    "gross_charge": 120,
                    "discounted_cash": 90,
                    "minimum": 38,
                    "maximum": 41.5,
                    "payers_information": [
                        {"payer_name": "Plan A", "plan_name": "PPO", "standard_charge_dollar": 41.5},
                        {"payer_name": "Plan B", "plan_name": "HMO", "standard_charge_percentage": 62},
                        {"payer_name": "Plan C", "plan_name": "EPO", "standard_charge_algorithm": "lesser of two"},
                    ],
                }
            ],
        }
    ],
}
