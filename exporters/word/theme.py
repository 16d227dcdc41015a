"""``word/theme/theme1.xml``: the smallest theme that ISO/IEC 29500-1, 14.2.7 lets a document have.

No style of ours takes a colour or a font from it; Word wants it to be there.
"""

from exporters.word.styles import FONT

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F3A5F",
    "lt2": "F2F4F7",
    "accent1": "1F3A5F",
    "accent2": "2F6F4F",
    "accent3": "8A5A00",
    "accent4": "9A1F1F",
    "accent5": "5F6670",
    "accent6": "3A6EA5",
    "hlink": "1F3A5F",
    "folHlink": "5F6670",
}


def theme_xml() -> str:
    """Return the theme: twelve colours, one font, and the three plainest fills, lines and effects."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in _COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{_A}" name="Kelisim"><a:themeElements>'
        f'<a:clrScheme name="Kelisim">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Kelisim"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Kelisim"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
