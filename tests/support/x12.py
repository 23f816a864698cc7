"""Electronic claims and remittances, invented."""

from collections.abc import Sequence

ISA = "ISA*00*          *00*          *ZZ*SENDERID       *ZZ*RECEIVERID     *260915*1200*^*00501*000000001*0*T*:~"


def claim(lines: Sequence[str], *, version: str = "005010X222A1", payer: str = "MB", kind: str = "837") -> bytes:
    """Write an 837P of one claim; each line is the composite, charge, units and pointers."""
    body = [
        f"ST*{kind}*0001*{version}~BHT*0019*00*1*20260915*1200*CH~HL*1**20*1~NM1*85*2*TEST CLINIC*****XX*1234567893~",
        f"HL*2*1*22*0~SBR*P*18*******{payer}~NM1*IL*1*SECRETNAME*PAT****MI*SECRETID9~NM1*PR*2*A PAYER*****PI*1~",
        "CLM*T1*240***11:B:1*Y*A*Y*Y~HI*ABK:M25561*ABF:R262~",
    ]
    for number, line in enumerate(lines, start=1):
        body.append(f"LX*{number}~SV1*HC:{line}~DTP*472*D8*20260915~")
    text = "".join(body)
    count = text.count("~") + 1
    return f"{ISA}GS*HC*S*R*20260915*1200*1*X*{version}~{text}SE*{count}*0001~GE*1*1~IEA*1*000000001~".encode()


def remittance(claims: Sequence[Sequence[str]]) -> bytes:
    """Write an 835; each claim is a list of segments after CLP."""
    body = [
        "ST*835*0001~BPR*I*100*C*ACH*CCP*01*999999992*DA*1*1234567890**01*999988880*DA*1*20261001~TRN*1*1*1234567890~",
        "DTM*405*20261001~N1*PR*MEDICARE~N3*1 ST~N4*CITY*TX*75001~PER*BL*HELP*TE*8005550100~",
        "N1*PE*TEST CLINIC*XX*1234567893~LX*1~",
    ]
    for number, segments in enumerate(claims, start=1):
        body.append(f"CLP*P{number}*1*240*100*0*MB*CTL{number}*11~NM1*QC*1*SECRETNAME*PAT****MI*SECRETID9~")
        body += [f"{segment}~" for segment in segments]
    text = "".join(body)
    count = text.count("~") + 1
    return f"{ISA}GS*HP*S*R*20261001*1200*1*X*005010X221A1~{text}SE*{count}*0001~GE*1*1~IEA*1*000000001~".encode()
